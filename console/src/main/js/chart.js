/**
 * Draws what stands in the table of figures: bars of views with a line for the period before, and bars of pages that
 * failed. A figure that is too small to be told is no number there, and nothing is drawn. Colours are the style sheet's,
 * read at each drawing, so that dark screens, forced colours and paper have theirs.
 */

const holder = /** @type {?HTMLElement} */ (document.querySelector('.charts'));

/**
 * @param {!Element} element
 * @param {string} name
 * @return {string}
 */
const data = (element, name) => element.getAttribute('data-' + name) || '';

const root = document.documentElement;
const speech = root.lang === 'fr' ? 'fr-FR' : 'en-GB';
const short = new Intl.NumberFormat(speech, { notation: 'compact', maximumFractionDigits: 1 });

/**
 * @param {string} name
 * @return {string}
 */
const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();

/**
 * Stripes, so that what failed is told without its colour.
 * @param {!uPlot} plot
 * @return {?CanvasPattern}
 */
const stripes = (plot) => {
  const scale = window.devicePixelRatio || 1;
  const tile = /** @type {!HTMLCanvasElement} */ (document.createElement('canvas'));
  tile.width = tile.height = Math.round(6 * scale);
  const brush = /** @type {!CanvasRenderingContext2D} */ (tile.getContext('2d'));
  brush.fillStyle = colour('--c2');
  brush.fillRect(0, 0, tile.width, Math.round(4 * scale));
  return plot.ctx.createPattern(tile, 'repeat');
};

/**
 * How far apart the lines of a scale are, so that at most `lines` of them, beside the lowest, reach over everything.
 * @param {number} most
 * @param {number} lines
 * @return {number}
 */
const apart = (most, lines) => {
  const power = Math.pow(10, Math.floor(Math.log10(Math.max(most, 10) / lines)));
  const steps = [1, 2, 2.5, 5, 10].map((step) => step * power).filter((step) => step === Math.round(step));
  return steps.find((step) => step * lines >= most) || most;
};

/**
 * @param {!Array<!HTMLTableRowElement>} rows
 * @param {string} name
 * @return {!Array<?number>}
 */
const figures = (rows, name) => rows.map((row) => (data(row, name) === '' ? null : Number(data(row, name))));

/**
 * Of a row, or of a table the first that heads its columns.
 * @param {!Element} element
 * @return {!Array<!Element>}
 */
const cells = (element) => Array.from(element.querySelectorAll(element.tagName === 'TR' ? 'th, td' : 'thead th'));

/**
 * @param {!Array<!HTMLTableRowElement>} rows
 * @param {!Array<string>} heads
 * @param {!Element} readout
 * @param {string} usual
 * @return {function(!uPlot)}
 */
const reading = (rows, heads, readout, usual) => (plot) => {
  const at = plot.cursor.idx;
  readout.textContent =
    at === null || at === undefined || !rows[at]
      ? usual
      : cells(rows[at])
          .map((cell, i) => (i === 0 ? cell.textContent : heads[i] + '\u00A0' + cell.textContent))
          .join(' · ');
};

/**
 * @param {!HTMLElement} place
 * @param {!Array<!HTMLTableRowElement>} rows
 * @param {function(!uPlot)} read
 * @return {!uPlot}
 */
const draw = (place, rows, read) => {
  const kind = data(place, 'draw');
  const failed = kind === 'failed';
  const now = figures(rows, kind);
  const before = failed ? [] : figures(rows, 'before');
  const compared = before.some((figure) => figure !== null);
  const highest = Math.max(1, ...now.concat(before).map((figure) => figure || 0));
  const step = apart(highest, failed ? 2 : 5);
  const lines = Math.ceil(highest / step);
  const font = () => '13px ' + getComputedStyle(document.body).fontFamily;
  const height = failed ? 104 : 200;
  const every = (width) => Math.max(1, Math.ceil(rows.length / Math.max(2, Math.floor(width / 88))));
  const bars = rows.length <= 120;
  const series = [
    {},
    {
      'fill': (plot) => (failed ? stripes(plot) : colour('--c1')),
      'stroke': () => colour(failed ? '--c2' : '--c1'),
      'width': bars ? 0 : 1.5,
      'paths': bars ? uPlot.paths.bars({ 'size': [0.72, 44, 1] }) : uPlot.paths.linear(),
      'points': { 'show': false },
    },
  ];
  if (compared) {
    series.push({
      'stroke': () => colour('--ink'),
      'width': 1.5,
      'dash': [5, 3],
      'paths': uPlot.paths.linear(),
      'points': { 'show': false },
    });
  }
  return new uPlot(
    {
      'width': place.clientWidth,
      'height': height,
      'padding': [8, 4, 0, 0],
      'legend': { 'show': false },
      'cursor': { 'y': false, 'points': { 'show': false }, 'drag': { 'x': false, 'y': false } },
      'select': { 'show': false },
      'scales': {
        'x': { 'time': false, 'range': () => [-0.6, rows.length - 0.4] },
        'y': { 'range': () => [0, step * lines] },
      },
      'axes': [
        {
          'font': font(),
          'stroke': () => colour('--ink2'),
          'size': 28,
          'gap': 6,
          'grid': { 'show': false },
          'ticks': { 'show': false },
          'splits': (plot) => {
            const apart = every(plot.width);
            return rows.map((_, i) => i).filter((i) => i % apart === 0);
          },
          'values': (plot, at) => at.map((i) => (rows[i] ? data(rows[i], 'tick') : '')),
        },
        {
          'font': font(),
          'stroke': () => colour('--ink2'),
          'size': 56,
          'gap': 8,
          'grid': { 'stroke': () => colour('--line'), 'width': 1 },
          'ticks': { 'show': false },
          'splits': () => Array.from({ length: lines + 1 }, (_, i) => i * step),
          'values': (plot, at) => at.map((value) => short.format(value)),
        },
      ],
      'series': series,
      'hooks': { 'setCursor': [read] },
    },
    compared ? [rows.map((_, i) => i), now, before] : [rows.map((_, i) => i), now],
    place,
  );
};

const begin = () => {
  const table = holder && /** @type {?HTMLTableElement} */ (document.getElementById(data(holder, 'table')));
  if (!holder || !table) return;
  const rows = /** @type {!Array<!HTMLTableRowElement>} */ (
    Array.from(table.querySelectorAll('tbody tr'))
  );
  const heads = cells(table).map((cell) => cell.textContent || '');
  const readout = /** @type {!Element} */ (holder.querySelector('.read'));
  const read = reading(rows, heads, readout, readout.textContent || '');
  holder.hidden = false;
  const places = /** @type {!Array<!HTMLElement>} */ (Array.from(holder.querySelectorAll('.chart')));
  const plots = places.map((place) => draw(place, rows, read));
  const fit = () =>
    plots.forEach((plot, i) => {
      if (places[i].clientWidth > 0 && places[i].clientWidth !== plot.width) {
        plot.setSize({ width: places[i].clientWidth, height: data(places[i], 'draw') === 'failed' ? 104 : 200 });
      }
      plot.redraw();
    });
  new ResizeObserver(fit).observe(holder);
  for (const media of ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print']) {
    window.matchMedia(media).addEventListener('change', fit);
  }
};

begin();
