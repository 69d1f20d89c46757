// @ts-check
/** Reads the list again every two seconds, while asked to. */
const EVERY_MILLIS = 2000;
const live = /** @type {HTMLInputElement} */ (document.getElementById('live'));

const refresh = async () => {
  if (!live.checked || document.hidden) return;
  const answer = await fetch(location.href, { cache: 'no-store' });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const id of ['total', 'rows']) document.getElementById(id)?.replaceChildren(...(page.getElementById(id)?.childNodes ?? []));
  for (const id of ['none', 'table']) {
    const here = document.getElementById(id);
    if (here !== null) here.hidden = page.getElementById(id)?.hidden ?? true;
  }
};

setInterval(() => { void refresh(); }, EVERY_MILLIS);
