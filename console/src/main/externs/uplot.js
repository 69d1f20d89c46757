/**
 * @fileoverview What we call of uPlot 1.6. Its options are written with quoted names, which no compiler shortens.
 * @externs
 */

/**
 * @constructor
 * @param {!Object} options
 * @param {!Array} data
 * @param {!Element} place
 */
function uPlot(options, data, place) {}

/** @type {{bars: function(!Object): *, linear: function(!Object=): *}} */
uPlot.paths;

/** @type {{idx: ?number}} */
uPlot.prototype.cursor;

/** @type {!CanvasRenderingContext2D} */
uPlot.prototype.ctx;

/** @param {{width: number, height: number}} size */
uPlot.prototype.setSize = function(size) {};

/** @type {number} */
uPlot.prototype.width;

/** @param {boolean=} rebuildPaths */
uPlot.prototype.redraw = function(rebuildPaths) {};
