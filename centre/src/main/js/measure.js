/**
 * In the pages of those alone who may be counted: how fast they saw the page, what failed in its scripts, and which other
 * sites its links were followed to. It is sent when the page is left, once each, to this site itself. Nothing is kept in
 * the browser, nothing here tells one visitor from another, and of an error no word is read but its class.
 */
import { begin, measured } from './vitals.js';

/** As many as the other side reads; see Measured. */
const NAMES_MAX = 10;
const PATH_MAX = 1000;
const FILE_MAX = 200;
const HOST_MAX = 100;

const ERRORS = [
  'AggregateError',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
];

const own = /** @type {!HTMLScriptElement} */ (document.currentScript);
const address = /** @type {string} */ (own.getAttribute('data-to'));
const choice = /** @type {string} */ (own.getAttribute('data-choice'));

/** The page that was loaded: what a script writes into the address bar afterwards was not waited for. */
const page = location.pathname.slice(0, PATH_MAX);

/** Set once a choice is on its way: whatever it says, this page was made for the one before. */
let over = false;

/** Vitals are told once, with what they are when the page is left first. */
let told = false;

/** @type {!Set<string>} */
const failed = new Set();

/** @type {!Set<string>} */
const followed = new Set();

/** @type {!Array<!Object>} */
let failures = [];

/** @type {!Array<string>} */
let links = [];

/**
 * @param {*} thrown
 * @return {string} its class, of a closed list
 */
const classOf = (thrown) => {
  if (thrown instanceof DOMException) return 'DOMException';
  const name = thrown instanceof Error ? Object.getPrototypeOf(thrown).name : '';
  return ERRORS.includes(name) ? name : 'Error';
};

/**
 * @param {?string} text
 * @return {?URL}
 */
const parsed = (text) => {
  try {
    return new URL(text || '', document.baseURI || '');
  } catch (unreadable) {
    return null;
  }
};

/**
 * @param {string} file address
 * @return {string} its path; of another host's, the host alone; nothing of what the browser itself brings along
 */
const place = (file) => {
  const url = file ? parsed(file) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return '';
  return url.origin === location.origin ? url.pathname.slice(0, FILE_MAX) : '//' + url.hostname.slice(0, HOST_MAX);
};

/**
 * @param {*} thrown
 * @param {string} file
 */
const note = (thrown, file) => {
  if (over || failed.size >= NAMES_MAX) return;
  const failure = { 'error': classOf(thrown), 'file': place(file) };
  const key = failure['error'] + ' ' + failure['file'];
  if (failed.has(key)) return;
  failed.add(key);
  failures.push(failure);
};

/** @param {!Event} event */
const clicked = (event) => {
  const click = /** @type {!MouseEvent} */ (event);
  // The second button opens a menu and follows nothing.
  if (over || !click.isTrusted || click.button > 1 || followed.size >= NAMES_MAX) return;
  const from = click.composedPath()[0];
  const link = from instanceof Element ? from.closest('a[href],area[href]') : null;
  const url = link && parsed(link.getAttribute('href'));
  if (!url || !/^https?:$/.test(url.protocol)) return;
  const host = url.hostname;
  if (host === location.hostname || host.length > HOST_MAX || followed.has(host)) return;
  followed.add(host);
  links.push(host);
};

const send = () => {
  if (over) return;
  const body = { 'page': page };
  if (!told) {
    told = true;
    const { largestPaint, interaction, shifted } = measured();
    if (largestPaint !== undefined) body['lcp'] = Math.round(largestPaint);
    if (interaction !== undefined) body['inp'] = Math.round(interaction);
    if (shifted !== undefined) body['cls'] = Math.round(shifted * 1e4) / 1e4;
  }
  if (failures.length) body['errors'] = failures;
  if (links.length) body['links'] = links;
  if (Object.keys(body).length < 2) return;
  failures = [];
  links = [];
  navigator.sendBeacon(address, new Blob([JSON.stringify(body)], { type: 'application/json' }));
};

const start = () => {
  begin();
  // On the window, so that whoever listens on the document has heard it before.
  window.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && send());
};

window.addEventListener('error', (event) => {
  if (event instanceof ErrorEvent) note(event.error, event.filename || '');
});
window.addEventListener('unhandledrejection', (event) => note(/** @type {!PromiseRejectionEvent} */ (event).reason, ''));
window.addEventListener('click', clicked, true);
window.addEventListener('auxclick', clicked, true);

// A choice that is posted may be a withdrawal: nothing is sent after it.
window.addEventListener(
  'submit',
  (event) => {
    const form = /** @type {!Element} */ (event.target);
    const url = parsed(form.getAttribute('action'));
    if (url && url.pathname === choice) over = true;
  },
  true
);

// A page that comes back from the browser's memory was counted when it was left.
window.addEventListener('pageshow', (event) => {
  if (/** @type {!PageTransitionEvent} */ (event).persisted) over = true;
});

// A page rendered ahead was not seen yet, and perhaps never will be.
document.prerendering ? document.addEventListener('prerenderingchange', start, { once: true }) : start();
