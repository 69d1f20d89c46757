/**
 * Removes storage keys that the register declares and the visitor has not allowed, before anything else of the page runs.
 *
 * The list is a line of words, one for each declared key: its place (`l` local, `s` session storage; a capital where it
 * is allowed) followed by its name, in which `*` stands for any characters. Of two that match, the one with more fixed
 * characters counts; of two alike, the refused one.
 */

/**
 * @param {string} pattern
 * @return {!RegExp}
 */
const expression = (pattern) =>
  new RegExp('^' + pattern.split('*').map((part) => part.replace(/[^\w]/g, '\\$&')).join('.*') + '$', 's');

/**
 * @param {!Storage} storage
 * @param {string} place
 * @param {!Array<string>} words
 */
const cleanOne = (storage, place, words) => {
  for (let i = storage.length; i--; ) {
    const key = /** @type {string} */ (storage.key(i));
    let longest = -1;
    let refused = false;
    for (const word of words) {
      const length = word.replace(/\*/g, '').length;
      if (word[0].toLowerCase() === place && length >= longest && expression(word.slice(1)).test(key)) {
        refused = word[0] === place || (refused && length === longest);
        longest = length;
      }
    }
    if (refused) storage.removeItem(key);
  }
};

/** @param {string} list */
export const clean = (list) => {
  const words = list.split(' ').filter((word) => word);
  if (!words.length) return;
  // A browser that forbids storage throws where it is only looked at; then there is nothing to remove.
  try {
    cleanOne(window.localStorage, 'l', words);
    cleanOne(window.sessionStorage, 's', words);
  } catch (e) {}
};
