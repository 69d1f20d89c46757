/**
 * Tries what only a script can: it runs, and it may keep something in local and session storage. What it keeps says 1 and
 * is taken away at once. The page holds every answer; the script shows the true ones, so that without it the page says
 * what was not measured.
 */

const KEY = 'temoin-check';

/**
 * @param {string} group
 * @param {string} answer
 */
const show = (group, answer) => {
  for (const found of document.querySelectorAll('[data-if^=' + group + '-]')) {
    /** @type {!HTMLElement} */ (found).hidden = found.getAttribute('data-if') !== group + '-' + answer;
  }
};

/**
 * @param {function(): !Storage} storage a browser that forbids it throws where it is only looked at
 * @return {string}
 */
const tried = (storage) => {
  try {
    const kept = storage();
    kept.setItem(KEY, '1');
    const same = kept.getItem(KEY) === '1';
    kept.removeItem(KEY);
    return same ? 'yes' : 'no';
  } catch (e) {
    return 'no';
  }
};

const check = () => {
  show('script', 'yes');
  show('local', tried(() => window.localStorage));
  show('tab', tried(() => window.sessionStorage));
};

document.readyState === 'loading' ? window.addEventListener('DOMContentLoaded', check) : check();
