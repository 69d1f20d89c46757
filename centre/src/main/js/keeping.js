/**
 * Keeps banner and link in the page: once each, and put back when a framework replaces the body or what is in it.
 */

/** How often they are put back, so that two who disagree do not do so for ever. */
const PUT_BACK_MAX = 20;

const BANNER = 'temoin';
const LINK = 'temoin-c';

/** @type {!Object<string, !Element>} */
const ours = {};

/** @type {!MutationObserver} */
let observer;

let putBack = 0;

/** @type {?ResizeObserver} */
let sizes = null;

/**
 * The space that the banner covers, so that what is focused is not hidden below it.
 * @param {!Element} banner
 */
const measure = (banner) => {
  sizes && sizes.disconnect();
  sizes = new ResizeObserver(() =>
    document.documentElement.style.setProperty('--temoin-h', /** @type {!HTMLElement} */ (banner).offsetHeight + 'px')
  );
  sizes.observe(banner);
};

/** @param {string} id */
const settle = (id) => {
  const found = document.querySelectorAll('[id=' + id + ']');
  for (let i = 1; i < found.length; i++) found[i].remove();
  if (found[0]) {
    if (ours[id] !== found[0]) {
      ours[id] = found[0];
      id === BANNER && measure(found[0]);
    }
  } else if (ours[id] && document.body && putBack++ < PUT_BACK_MAX) {
    id === BANNER ? document.body.prepend(ours[id]) : document.body.append(ours[id]);
  }
};

const settleAll = () => {
  settle(BANNER);
  settle(LINK);
  // Children of the root: a new body. Children of the body: what a framework renders into it.
  observer.disconnect();
  observer.observe(document.documentElement, { childList: true });
  document.body && observer.observe(document.body, { childList: true });
};

export const keep = () => {
  observer = new MutationObserver(settleAll);
  settleAll();
};

/**
 * A form of ours that is sent twice in a hurry is one choice.
 * @param {!Window} place
 */
const sendOnceIn = (place) => {
  /** @type {?EventTarget} */
  let sent = null;
  place.addEventListener('submit', (event) => {
    const form = /** @type {!HTMLFormElement} */ (event.target);
    if (!form.querySelector('input[name=shown]')) return;
    if (sent === form) event.preventDefault();
    sent = form;
    setTimeout(() => (sent = null), 3000);
  });
};

/** In the page, and in the frames that show placeholders of ours. */
export const sendOnce = () => {
  sendOnceIn(window);
  document.addEventListener('load', (event) => {
    const frame = /** @type {!HTMLIFrameElement} */ (event.target);
    frame.hasAttribute('data-temoin-placeholder') && sendOnceIn(/** @type {!Window} */ (frame.contentWindow));
  }, true);
};
