/**
 * The Core Web Vitals of one page, as the browser saw them, by their public definitions: Largest Contentful Paint (W3C
 * Largest Contentful Paint), Cumulative Layout Shift (W3C Layout Instability; the worst window of shifts) and Interaction
 * to Next Paint (W3C Event Timing; the slowest interaction, but one in each fifty). What a browser does not measure is
 * not there.
 */

/** A window of shifts ends after a second without one, and after five seconds at the latest. */
const SHIFT_GAP_MILLIS = 1000;
const SHIFT_WINDOW_MILLIS = 5000;

/** Shortest interactions that browsers tell of one by one. */
const INTERACTION_MILLIS_MIN = 16;

/** The slowest that are remembered: enough for 500 interactions, and then the tenth stands for slower ones. */
const INTERACTIONS_KEPT = 10;
const INTERACTIONS_PER_OUTLIER = 50;

/** @type {!Array<{observer: !PerformanceObserver, take: function(!PerformanceEntry)}>} */
const observing = [];

/**
 * @param {string} type
 * @param {function(!PerformanceEntry)} take
 * @return {boolean} whether this browser measures it
 */
const observe = (type, take) => {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return false;
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
  observer.observe(
    /** @type {!PerformanceObserverInit} */ ({ type, buffered: true, 'durationThreshold': INTERACTION_MILLIS_MIN })
  );
  observing.push({ observer, take });
  return true;
};

/** @type {number|undefined} */
let largestPaint;

/** @type {number|undefined} */
let shifted;

/** @type {!Array<{id: number, millis: number}>} */
const slowest = [];

let interactions = 0;
let lastInteraction = 0;

/** A page that was rendered ahead begins when it is shown. */
const begins = () => {
  const navigation = /** @type {!PerformanceNavigationTiming|undefined} */ (performance.getEntriesByType('navigation')[0]);
  return (navigation && navigation.activationStart) || 0;
};

const startedHidden = document.visibilityState === 'hidden' && !document.prerendering;

/** When the page was out of sight first: what is painted then nobody waits for. */
const hiddenAt = () => {
  const hidden = performance
    .getEntriesByType('visibility-state')
    .find((entry) => entry.name === 'hidden' && (entry.startTime > 0 || !begins()));
  return hidden ? hidden.startTime : startedHidden ? 0 : Infinity;
};

/** @param {!PerformanceEntry} entry */
const painted = (entry) => {
  if (entry.startTime < hiddenAt()) largestPaint = Math.max(entry.startTime - begins(), 0);
};

let windowSum = 0;
let windowStart = 0;
let windowEnd = 0;

/** @param {!PerformanceEntry} entry */
const moved = (entry) => {
  const shift = /** @type {!LayoutShift} */ (entry);
  // What moves because of what the visitor just did is no surprise.
  if (shift.hadRecentInput) return;
  const same =
    windowSum > 0 &&
    shift.startTime - windowEnd < SHIFT_GAP_MILLIS &&
    shift.startTime - windowStart < SHIFT_WINDOW_MILLIS;
  windowSum = same ? windowSum + shift.value : shift.value;
  windowStart = same ? windowStart : shift.startTime;
  windowEnd = shift.startTime;
  shifted = Math.max(shifted || 0, windowSum);
};

/** @param {!PerformanceEntry} entry */
const touched = (entry) => {
  const id = /** @type {number} */ (entry['interactionId']);
  // Events that are no interaction, as moving the pointer, have none.
  if (!id) return;
  if (id > lastInteraction) {
    lastInteraction = id;
    interactions++;
  }
  const known = slowest.find((one) => one.id === id);
  if (known) {
    known.millis = Math.max(known.millis, entry.duration);
  } else {
    slowest.push({ id, millis: entry.duration });
  }
  slowest.sort((one, other) => other.millis - one.millis).splice(INTERACTIONS_KEPT);
};

export const begin = () => {
  observe('largest-contentful-paint', painted);
  if (observe('layout-shift', moved)) shifted = 0;
  if (observe('event', touched)) observe('first-input', touched);
};

/**
 * What was measured so far.
 *
 * @return {{largestPaint: (number|undefined), shifted: (number|undefined), interaction: (number|undefined)}}
 */
export const measured = () => {
  observing.forEach(({ observer, take }) => observer.takeRecords().forEach(take));
  // All of them, also those too short to be told one by one, where the browser counts them.
  const all = /** @type {number} */ (performance['interactionCount']) || interactions;
  const outlier = slowest[Math.min(slowest.length - 1, Math.floor(all / INTERACTIONS_PER_OUTLIER))];
  return { largestPaint, shifted, interaction: outlier && outlier.millis };
};
