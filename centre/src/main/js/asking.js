/**
 * For who wants to be asked each time: what a script of the page tries to load, and the policy stops, is asked about too.
 * The question comes from this site, one at a time, and stands where the one that comes with a page stands.
 */

const own = /** @type {!HTMLScriptElement} */ (document.currentScript);
const address = /** @type {string} */ (own.getAttribute('data-question'));
const reports = /** @type {string} */ (own.getAttribute('data-reports'));

const QUESTION = 'temoin-q';

/** How many places are looked up, of one page and of one host in it: a page may try made-up ones without end. */
const PLACES_MAX = 64;
const PLACES_OF_HOST_MAX = 4;

/** @type {!Object<string, number>} */
const ofHost = Object.create(null);

/** @type {!Set<string>} */
const known = new Set();

/** @type {!Array<string>} */
const waiting = [];

let busy = false;

/** @param {string} markup */
const show = (markup) => {
  // Filled when it stands there already, so that a screen reader says it; with no box of its own, so that it stays in view.
  const place = /** @type {!HTMLElement} */ (document.createElement('div'));
  busy = true;
  place.setAttribute('role', 'status');
  place.style.display = 'contents';
  const link = document.getElementById('temoin-c');
  link ? link.before(place) : document.body.append(place);
  setTimeout(() => {
    busy = false;
    try {
      place.insertAdjacentHTML('beforeend', markup);
    } catch (e) {
      // The site demands trusted types: the placeholders and the centre are left.
      place.remove();
    }
  });
};

const next = () => {
  // What comes with the page is asked first, and there is one question at a time.
  if (busy || !waiting.length || document.getElementById(QUESTION)) return;
  busy = true;
  const place = /** @type {string} */ (waiting.shift());
  fetch(address + '&place=' + encodeURIComponent(place) + '&back=' + encodeURIComponent(location.pathname + location.search), {
    cache: 'no-store',
    credentials: 'same-origin',
  })
    .then((answer) => (answer.status === 200 ? answer.text() : ''))
    // Not asked now is not allowed; the next page asks.
    .catch(() => '')
    .then((markup) => {
      busy = false;
      markup ? show(markup) : next();
    });
};

document.addEventListener('securitypolicyviolation', (event) => {
  const violation = /** @type {!SecurityPolicyViolationEvent} */ (event);
  const place = violation.blockedURI.split(/[?#]/)[0];
  if (violation.disposition !== 'enforce' || !/^(https?|wss?):/.test(place)) return;
  const host = place.split('/')[2];
  if (known.has(place) || known.size >= PLACES_MAX || ofHost[host] >= PLACES_OF_HOST_MAX) return;
  known.add(place);
  ofHost[host] = (ofHost[host] || 0) + 1;
  // What the site's own policy stops as well would not load whatever anybody answers. It stands before ours and speaks first.
  if (!violation.originalPolicy.includes('report-uri ' + reports)) return;
  waiting.push(place);
  document.readyState === 'loading' || next();
});

document.readyState === 'loading' && window.addEventListener('DOMContentLoaded', next);
