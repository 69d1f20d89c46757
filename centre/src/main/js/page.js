/**
 * What a page does for its visitor's choice; it works without all of this. Runs first in the head, so that storage keys
 * are gone before a script of the site looks for them. What differs from page to page stands in attributes of the tag,
 * so that this text is the same everywhere and a policy may allow it by its hash.
 */
import { clean } from './storage.js';
import { keep, sendOnce } from './keeping.js';

const own = /** @type {!HTMLScriptElement} */ (document.currentScript);

/**
 * @param {string} name
 * @return {string}
 */
const data = (name) => own.getAttribute('data-' + name) || '';

const keys = data('keys');
const state = data('state');
const address = data('address');

clean(keys);
sendOnce();
document.readyState === 'loading' ? window.addEventListener('DOMContentLoaded', keep) : keep();

// A page that comes back from the browser's memory was made for the choice of then.
window.addEventListener('pageshow', (event) => {
  if (!(/** @type {!PageTransitionEvent} */ (event).persisted)) return;
  clean(keys);
  fetch(address, { cache: 'no-store', credentials: 'same-origin' })
    .then((answer) => answer.text())
    .then((now) => now === state || location.reload())
    // Not to know is not to be allowed; without a network there is nothing to load again.
    .catch(() => navigator.onLine && location.reload());
});
