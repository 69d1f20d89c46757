// @ts-check
/**
 * Draws a world of Fissure on a canvas, at the screen's own pixels: every rectangle is rounded to whole ones, so that
 * edges stay sharp at any size. Colours are those of the page's style sheet.
 */
import GLYPHS from './glyphs.js';
import { BALL, BRICK, CEILING, HALF, PADDLE, WIDTH } from './world.js';

const COLOURS = { ground: '--sc', ink: '--px', row0: '--r0', row1: '--r1', row2: '--r2', trail: '--tr', accent: '--go' };

/** Cracks, in pixels of the 14 by 6 stone. */
const CRACKS = [
  ['......#.......', '.....#........', '....##.#......', '......##......', '.......#.#....', '........#.....'],
  ['.........#....', '........#.....', '...##..#......', '.....##.......', '......#.......', '.....#........'],
  ['....#.........', '.....#...#....', '.....##.#.....', '.......#......', '......#.......', '......#.......'],
].map(cells);

/** The two halves of the tile, in pixels of the 8 by 6 box that falls: the same stepped cut from either side. */
const HALVES = {
  '<': ['#####...', '#####...', '#####...', '###.....', '###.....', '###.....'],
  '>': ['......##', '......##', '......##', '....####', '....####', '....####'],
};
const HALF_CELLS = { '<': cells(HALVES['<']), '>': cells(HALVES['>']) };

/** @param {string[]} rows @returns {[number, number, number][]} runs: x, y, length */
function cells(rows) {
  /** @type {[number, number, number][]} */
  const runs = [];
  rows.forEach((row, y) => {
    for (const match of row.matchAll(/#+/g)) runs.push([match.index, y, match[0].length]);
  });
  return runs;
}

const GLYPH_CELLS = Object.fromEntries(Object.entries(GLYPHS).map(([letter, rows]) => [letter, cells(rows)]));

const SPARKS_MAX = 160;
const LABELS_MAX = 8;
const TRAIL_MAX = 6;

export class Screen {
  /** @param {HTMLCanvasElement} canvas @param {{ still: () => boolean }} how `still`: no sparks, no shaking, no trail */
  constructor(canvas, { still }) {
    this.canvas = canvas;
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('no 2d canvas here');
    this.context = context;
    this.still = still;
    this.height = 120;
    this.scale = 4;
    /** @type {{ x: number, y: number, vx: number, vy: number, life: number, colour: string, size: number }[]} */
    this.sparks = [];
    /** @type {{ x: number, y: number, life: number, text: string }[]} */
    this.labels = [];
    /** @type {{ x: number, y: number }[]} */
    this.trail = [];
    this.trailWait = 0;
    this.shake = 0;
    this.flash = 0;
    this.readColours();
  }

  readColours() {
    const style = getComputedStyle(this.canvas);
    this.colours = /** @type {typeof COLOURS} */ (Object.fromEntries(
      Object.entries(COLOURS).map(([name, property]) => [name, style.getPropertyValue(property).trim()])));
  }

  /** Fits the bitmap to the box that the page gives it. @returns the field's height, in units */
  fit() {
    const box = this.canvas.getBoundingClientRect();
    const dense = Math.min(3, window.devicePixelRatio || 1);
    const width = Math.max(WIDTH, Math.round(box.width * dense));
    const height = Math.max(1, Math.round(box.height * dense));
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.scale = width / WIDTH;
    return Math.round(height / this.scale);
  }

  clearEffects() {
    this.sparks = [];
    this.labels = [];
    this.trail = [];
    this.shake = 0;
    this.flash = 0;
  }

  /** Takes up what happened. @param {import('./world.js').Event[]} events */
  note(events) {
    for (const event of events) {
      if (event.points !== undefined && (event.kind !== 'crack' && event.kind !== 'chip')) this.label(event);
      if (this.still()) continue;
      if (event.kind === 'fall') this.burst(event.x, event.y, this.rowColour(event.row ?? 0), 7);
      if (event.kind === 'crack' || event.kind === 'shaken') this.burst(event.x, event.y, this.colours.ink, 2);
      if (event.kind === 'chain' && (event.count ?? 0) > 3) this.shake = Math.min(0.3, 0.05 * (event.count ?? 0));
      if (event.kind === 'joined') this.flash = 0.12;
      if (event.kind === 'lost') this.shake = 0.25;
    }
  }

  /** @param {import('./world.js').Event} event */
  label(event) {
    const text = (event.count ?? 1) > 1 ? 'x' + event.count + ' +' + event.points : '+' + event.points;
    this.labels.push({ x: event.x + BRICK.width / 2, y: event.y, life: 0.9, text });
    if (this.labels.length > LABELS_MAX) this.labels.shift();
  }

  /** @param {number} x @param {number} y @param {string} colour @param {number} count */
  burst(x, y, colour, count) {
    for (let i = 0; i < count && this.sparks.length < SPARKS_MAX; i++) {
      this.sparks.push({
        x: x + Math.random() * BRICK.width,
        y: y + Math.random() * BRICK.height,
        vx: (Math.random() - 0.5) * 50,
        vy: -10 - Math.random() * 40,
        life: 0.35 + Math.random() * 0.3,
        colour,
        size: 1 + Math.round(Math.random() * 2),
      });
    }
  }

  /** One frame. @param {import('./world.js').World} world @param {number} seconds since the last one */
  draw(world, seconds) {
    const { context, colours } = this;
    this.height = world.height;
    this.age(world, seconds);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.flash > 0 ? colours.accent : colours.ground;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    if (this.shake > 0) context.translate(0, Math.round((Math.random() - 0.5) * this.scale * 3));
    this.drawHead(world);
    for (const stone of world.stones) this.drawStone(stone);
    for (const { stone } of world.crumbling) this.rect(colours.accent, stone.x, stone.y, BRICK.width, BRICK.height);
    for (const half of world.halves) if (half.delay <= 0) this.runs(colours.accent, HALF_CELLS[half.side], half.x, half.y);
    this.trail.forEach((at, i) => { if (i % 2 === 0) this.rect(colours.trail, at.x + 1, at.y + 1, 2, 2); });
    this.drawPaddle(world);
    if (world.phase !== 'over' && world.phase !== 'cleared' && world.ball.y < world.height) this.drawBall(world);
    for (const spark of this.sparks) this.rect(spark.colour, spark.x, spark.y, spark.size, spark.size);
    for (const label of this.labels) this.drawLabel(label);
  }

  /** @param {import('./world.js').World} world @param {number} seconds */
  age(world, seconds) {
    this.shake = Math.max(0, this.shake - seconds);
    this.flash = Math.max(0, this.flash - seconds);
    for (const spark of this.sparks) {
      spark.life -= seconds;
      spark.vy += 220 * seconds;
      spark.x += spark.vx * seconds;
      spark.y += spark.vy * seconds;
    }
    this.sparks = this.sparks.filter((spark) => spark.life > 0);
    for (const label of this.labels) {
      label.life -= seconds;
      if (!this.still()) label.y -= 10 * seconds;
    }
    this.labels = this.labels.filter((label) => label.life > 0);
    this.trailWait -= seconds;
    if (world.phase !== 'live' || this.still()) {
      this.trail = [];
    } else if (this.trailWait <= 0) {
      this.trailWait = 0.03;
      this.trail.push({ x: world.ball.x, y: world.ball.y });
      if (this.trail.length > TRAIL_MAX) this.trail.shift();
    }
  }

  /** Score, halves held, balls left, and the line under which the game is played. @param {import('./world.js').World} world */
  drawHead(world) {
    const { colours } = this;
    this.text(String(world.score).padStart(4, '0'), 3, 3, colours.ink);
    for (let i = 0; i < world.lives; i++) this.rect(colours.ink, WIDTH - 7 - i * 7, 4, 4, 4);
    const joined = world.joined > 0;
    for (const side of /** @type {const} */ (['<', '>'])) {
      const there = joined || world.held[side];
      const x = WIDTH / 2 - 4 + (side === '<' ? -1 : 0) * (joined ? 0 : 1) + (side === '>' && !joined ? 1 : 0);
      this.runs(there ? colours.accent : colours.trail, HALF_CELLS[side], x, 3);
    }
    this.rect(colours.ink, 0, CEILING - 2, WIDTH, 1);
    if (joined) this.rect(colours.accent, 0, CEILING - 2, WIDTH * (world.joined / 7), 1);
  }

  /** @param {import('./world.js').Stone} stone */
  drawStone(stone) {
    const { colours } = this;
    const colour = this.rowColour(stone.row);
    this.rect(colour, stone.x, stone.y, BRICK.width, BRICK.height);
    if (stone.layers === 2) {
      this.rect(colours.ground, stone.x + 1, stone.y + 1, BRICK.width - 2, BRICK.height - 2);
      this.rect(colour, stone.x + 2, stone.y + 2, BRICK.width - 4, BRICK.height - 4);
    }
    if (stone.half !== '') {
      this.rect(colours.ground, stone.x + 2, stone.y, BRICK.width - 4, BRICK.height);
      this.runs(colours.accent, HALF_CELLS[stone.half], stone.x + 3, stone.y);
    }
    if (stone.layers === 0) this.runs(colours.ground, CRACKS[(stone.column + stone.row * 2) % CRACKS.length], stone.x, stone.y);
  }

  /** Two halves with the joint between them, or one piece while they fit. @param {import('./world.js').World} world */
  drawPaddle(world) {
    const { accent, ground } = this.colours;
    const { x, width } = world.paddle;
    const left = x - width / 2;
    this.rect(accent, left, world.paddleY, width, PADDLE.height);
    if (world.joined > 0) return;
    this.rect(ground, x, world.paddleY, 2, 2);
    this.rect(ground, x - 2, world.paddleY + 2, 2, 2);
    this.rect(ground, x - 2, world.paddleY + 1.5, 4, 1);
  }

  /** @param {import('./world.js').World} world */
  drawBall(world) {
    const { accent, ink, ground } = this.colours;
    const { x, y, keen } = world.ball;
    this.rect(keen || world.joined > 0 ? accent : ink, x, y, BALL, BALL);
    if (keen) this.rect(ground, x + 1.5, y + 1.5, 1, 1);
  }

  /** @param {{ x: number, y: number, text: string }} label */
  drawLabel(label) {
    const width = this.measure(label.text);
    const x = Math.max(2, Math.min(WIDTH - width - 2, label.x - width / 2));
    const y = Math.max(CEILING, Math.min(this.height - 24, label.y));
    this.rect(this.colours.ground, x - 2, y - 2, width + 4, 11);
    this.text(label.text, x, y, this.colours.accent);
  }

  /** @param {number} row */
  rowColour(row) {
    const { row0, row1, row2 } = this.colours;
    return row < 2 ? row0 : row < 4 ? row1 : row2;
  }

  /** @param {string} text */
  measure(text) {
    return [...text].reduce((x, letter) => x + (letter === ' ' ? 3 : GLYPHS[letter][0].length + 1), -1);
  }

  /** @param {string} text @param {number} x @param {number} y @param {string} colour */
  text(text, x, y, colour) {
    for (const letter of text) {
      if (letter === ' ') {
        x += 3;
      } else {
        this.runs(colour, GLYPH_CELLS[letter], x, y);
        x += GLYPHS[letter][0].length + 1;
      }
    }
  }

  /** @param {string} colour @param {[number, number, number][]} runs @param {number} x @param {number} y */
  runs(colour, runs, x, y) {
    for (const [cx, cy, length] of runs) this.rect(colour, x + cx, y + cy, length, 1);
  }

  /** A rectangle of field units on whole pixels. @param {string} colour @param {number} x @param {number} y @param {number} w @param {number} h */
  rect(colour, x, y, w, h) {
    const left = Math.round(x * this.scale);
    const top = Math.round(y * this.scale);
    this.context.fillStyle = colour;
    this.context.fillRect(left, top, Math.round((x + w) * this.scale) - left, Math.round((y + h) * this.scale) - top);
  }
}
