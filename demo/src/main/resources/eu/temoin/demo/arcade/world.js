// @ts-check
/**
 * The rules of Fissure: a state that advances by equal steps. It knows no canvas, no clock and no sound: what happens is
 * told as events, and chance comes from a seed, so that the same inputs give the same game.
 *
 * Lengths are field units: the field is 160 wide. Speeds are units a second.
 */
import { WALLS } from './walls.js';

export const WIDTH = 160;
/** The ball's lowest y: above it stand the score and the balls left. */
export const CEILING = 14;
export const STEP = 1 / 240;
export const BALL = 4;
export const BRICK = { width: 14, height: 6, pitchX: 16, pitchY: 8, left: 1, top: 26 };
export const PADDLE = { width: 30, joined: 40, height: 4, fromBottom: 12 };
export const HALF = { width: 8, height: 6 };

const COLUMNS = 10;
const LIVES_START = 3;
const LIVES_MAX = 5;
const LIFE_EVERY = 10_000;
const SCORE_MAX = 999_990;

const PADDLE_SPEED = 170;
const PADDLE_RAMP = 1600;
const POINTER_SPEED = 900;
const JOINT = 2.5;
const ANGLE_MAX = Math.PI / 3;
const ANGLE_MIN = Math.PI / 16;
const VERTICAL_MIN = 0.28;

const SPEED_FIRST = 64;
const SPEED_A_WALL = 4;
const SPEED_MAX = 104;
const SPEED_A_TOUCH = 0.012;
const SPEED_TOUCHES_MAX = 30;
const SLOW = 0.7;

/** From so many stones on, a fall shakes the stones around it. */
const SHAKING_CHAIN = 2;
const JOINED_SECONDS = 7;
const HALF_SPEED = 30;
const CRUMBLE_SECONDS = 0.045;
const LOST_SECONDS = 0.8;
const CLEARED_SECONDS = 1.4;
/** After so long without touching a stone or the paddle, the ball is turned a little: no path may repeat for ever. */
const QUIET_SECONDS = 4;

const POINTS = { crack: 10, fit: 25, half: 100, spare: 200, joined: 500, cleared: 250 };

/** @typedef {{ column: number, row: number, x: number, y: number, layers: number, half: '' | '<' | '>' }} Stone */
/** @typedef {{ move: number, target: number | null, launch: boolean }} Input */
/** @typedef {{ kind: string, x: number, y: number, count?: number, points?: number, delay?: number, row?: number }} Event */

/** Points of a chain of stones that fall together: 20, 60, 120, 200, 300 … */
export const chainPoints = (/** @type {number} */ count) => 10 * count * (count + 1);

export class World {
  /** @param {{ height: number, seed: number, slow?: boolean }} how */
  constructor({ height, seed, slow = false }) {
    this.height = height;
    this.slow = slow;
    this.seed = seed >>> 0;
    /** @type {'ready' | 'live' | 'lost' | 'cleared' | 'over'} */
    this.phase = 'ready';
    this.score = 0;
    this.lives = LIVES_START;
    this.level = 1;
    this.paddle = { x: WIDTH / 2, speed: 0, width: PADDLE.width };
    this.ball = { x: 0, y: 0, vx: 0, vy: 0, keen: false };
    /** @type {Stone[]} */
    this.stones = [];
    /** Stones that fall, each after its delay: out of the ball's way already. @type {{ stone: Stone, delay: number }[]} */
    this.crumbling = [];
    /** @type {{ side: '<' | '>', x: number, y: number, delay: number }[]} */
    this.halves = [];
    this.held = { '<': false, '>': false };
    this.joined = 0;
    this.touches = 0;
    this.quiet = 0;
    this.wait = 0;
    /** @type {Event[]} */
    this.events = [];
    this.build();
    this.rest();
  }

  /** A taller field is crossed in nearly the same time. */
  get tall() { return (this.height / 120) ** 0.8; }

  get paddleY() { return this.height - PADDLE.fromBottom; }

  /** The ball's speed now: rises with the wall and with each touch of the paddle, and falls back with a new ball. */
  get speed() {
    const wall = Math.min(SPEED_MAX, SPEED_FIRST + SPEED_A_WALL * (this.level - 1));
    const touched = 1 + SPEED_A_TOUCH * Math.min(this.touches, SPEED_TOUCHES_MAX);
    return wall * touched * this.tall * (this.slow ? SLOW : 1);
  }

  /** Gives the events since the last call. */
  drain() {
    const events = this.events;
    this.events = [];
    return events;
  }

  /** Advances by one STEP. @param {Input} input */
  step(input) {
    this.movePaddle(input);
    this.crumble();
    this.moveHalves();
    if (this.joined > 0 && this.phase === 'live') {
      this.joined = Math.max(0, this.joined - STEP);
      if (this.joined === 0) this.tell('parted', this.paddle.x, this.paddleY);
    }
    const wide = this.joined > 0 ? PADDLE.joined : PADDLE.width;
    this.paddle.width += Math.sign(wide - this.paddle.width) * Math.min(Math.abs(wide - this.paddle.width), 80 * STEP);
    switch (this.phase) {
      case 'ready':
        this.rest();
        if (input.launch) this.serve();
        break;
      case 'live':
        this.moveBall();
        break;
      case 'lost':
        this.wait -= STEP;
        if (this.wait <= 0) this.afterLoss();
        break;
      case 'cleared':
        this.wait -= STEP;
        if (this.wait <= 0) this.nextWall();
        break;
      case 'over':
        break;
    }
  }

  /** @param {Input} input */
  movePaddle(input) {
    const paddle = this.paddle;
    const half = paddle.width / 2;
    if (input.target !== null && input.move === 0) {
      const way = input.target - paddle.x;
      paddle.x += Math.sign(way) * Math.min(Math.abs(way), POINTER_SPEED * STEP);
      paddle.speed = 0;
    } else {
      const wanted = input.move * PADDLE_SPEED;
      // It stops at once and turns at once; only setting off has a ramp, so that a tap moves it a little.
      if (wanted === 0 || wanted * paddle.speed < 0) paddle.speed = 0;
      paddle.speed += Math.sign(wanted - paddle.speed) * Math.min(Math.abs(wanted - paddle.speed), PADDLE_RAMP * STEP);
      paddle.x += paddle.speed * STEP;
    }
    paddle.x = Math.min(WIDTH - half, Math.max(half, paddle.x));
  }

  /** The ball waits on the paddle. */
  rest() {
    this.ball.x = this.paddle.x - BALL / 2;
    this.ball.y = this.paddleY - BALL;
    this.ball.vx = 0;
    this.ball.vy = 0;
  }

  serve() {
    const side = this.random() < 0.5 ? -1 : 1;
    this.head(side * (ANGLE_MIN + this.random() * (Math.PI / 6)));
    this.phase = 'live';
    this.quiet = 0;
    this.tell('serve', this.ball.x, this.ball.y);
  }

  /** Sends the ball upwards, so far from the vertical. @param {number} angle */
  head(angle) {
    this.ball.vx = Math.sin(angle) * this.speed;
    this.ball.vy = -Math.cos(angle) * this.speed;
  }

  moveBall() {
    const ball = this.ball;
    ball.x += ball.vx * STEP;
    ball.y += ball.vy * STEP;
    this.quiet += STEP;
    if (ball.x < 0) this.bounceWall(-ball.x, ball.y, Math.abs(ball.vx), ball.vy);
    if (ball.x > WIDTH - BALL) this.bounceWall(2 * (WIDTH - BALL) - ball.x, ball.y, -Math.abs(ball.vx), ball.vy);
    if (ball.y < CEILING) this.bounceWall(ball.x, 2 * CEILING - ball.y, ball.vx, Math.abs(ball.vy));
    this.meetStones();
    this.meetPaddle();
    if (this.quiet > QUIET_SECONDS) this.turn();
    if (ball.y > this.height) this.lose();
    if (this.stones.length === 0 && this.phase === 'live') this.clear();
  }

  /** @param {number} x @param {number} y @param {number} vx @param {number} vy */
  bounceWall(x, y, vx, vy) {
    Object.assign(this.ball, { x, y, vx, vy });
    this.tell('wall', x, y);
  }

  /** A ball that hits nothing for long is turned by a few degrees, and never left near the horizontal. */
  turn() {
    this.quiet = 0;
    const ball = this.ball;
    const angle = Math.atan2(ball.vy, ball.vx) + (this.random() - 0.5) * 0.4;
    ball.vx = Math.cos(angle) * this.speed;
    ball.vy = Math.sin(angle) * this.speed;
    this.keepSteep();
  }

  keepSteep() {
    const ball = this.ball;
    const speed = Math.hypot(ball.vx, ball.vy);
    if (Math.abs(ball.vy) < VERTICAL_MIN * speed) {
      ball.vy = (ball.vy < 0 ? -1 : 1) * VERTICAL_MIN * speed;
      ball.vx = Math.sign(ball.vx) * Math.sqrt(speed * speed - ball.vy * ball.vy);
    }
  }

  /** At most one stone a step turns the ball: the one it overlaps most. */
  meetStones() {
    const ball = this.ball;
    /** @type {Stone | null} */
    let met = null;
    let most = 0;
    for (const stone of this.stones) {
      const across = Math.min(ball.x + BALL - stone.x, stone.x + BRICK.width - ball.x);
      const down = Math.min(ball.y + BALL - stone.y, stone.y + BRICK.height - ball.y);
      if (across > 0 && down > 0 && across * down > most) {
        met = stone;
        most = across * down;
      }
    }
    if (met === null) return;
    this.quiet = 0;
    if (this.joined > 0) {
      this.fell(met);
      return;
    }
    this.bounceOff(met);
    if (ball.keen || met.layers === 0) {
      ball.keen = false;
      this.fell(met);
    } else {
      met.layers--;
      this.earn(POINTS.crack);
      this.tell(met.layers === 0 ? 'crack' : 'chip', met.x, met.y, { points: POINTS.crack, row: met.row });
    }
  }

  /** @param {Stone} stone */
  bounceOff(stone) {
    const ball = this.ball;
    const across = ball.x + BALL / 2 - (stone.x + BRICK.width / 2);
    const down = ball.y + BALL / 2 - (stone.y + BRICK.height / 2);
    const intoX = (BRICK.width + BALL) / 2 - Math.abs(across);
    const intoY = (BRICK.height + BALL) / 2 - Math.abs(down);
    if (intoX < intoY) {
      ball.x += Math.sign(across) * intoX;
      ball.vx = Math.sign(across) * Math.abs(ball.vx);
    } else {
      ball.y += Math.sign(down) * intoY;
      ball.vy = Math.sign(down) * Math.abs(ball.vy);
    }
  }

  /** Brings a stone down, and with it every cracked stone that it touches, by edges, however far that goes. @param {Stone} first */
  fell(first) {
    const chain = [{ stone: first, far: 0 }];
    const seen = new Set([first]);
    for (const { stone, far } of chain) {
      for (const next of this.stones) {
        const near = Math.abs(next.column - stone.column) + Math.abs(next.row - stone.row) === 1;
        if (near && next.layers === 0 && !seen.has(next)) {
          seen.add(next);
          chain.push({ stone: next, far: far + 1 });
        }
      }
    }
    this.stones = this.stones.filter((stone) => !seen.has(stone));
    if (chain.length >= SHAKING_CHAIN) for (const { stone } of chain) this.shake(stone);
    for (const { stone, far } of chain) {
      const delay = far * CRUMBLE_SECONDS;
      this.crumbling.push({ stone, delay });
      if (stone.half !== '') this.drop(stone, stone.half, delay);
    }
    const points = chainPoints(chain.length);
    this.earn(points);
    this.tell('chain', first.x, first.y, { count: chain.length, points });
  }

  /** The fall of a chain cracks what stood around it. @param {Stone} fallen */
  shake(fallen) {
    for (const next of this.stones) {
      const near = Math.abs(next.column - fallen.column) + Math.abs(next.row - fallen.row) === 1;
      if (!near || next.layers === 0) continue;
      next.layers--;
      this.tell(next.layers === 0 ? 'shaken' : 'chip', next.x, next.y, { row: next.row });
    }
  }

  /** @param {Stone} stone @param {'<' | '>'} side @param {number} delay */
  drop(stone, side, delay) {
    this.halves.push({ side, x: stone.x + (BRICK.width - HALF.width) / 2, y: stone.y, delay });
  }

  crumble() {
    for (const falling of this.crumbling) {
      falling.delay -= STEP;
      if (falling.delay <= 0) this.tell('fall', falling.stone.x, falling.stone.y, { row: falling.stone.row });
    }
    this.crumbling = this.crumbling.filter((falling) => falling.delay > 0);
  }

  moveHalves() {
    if (this.phase !== 'live' && this.phase !== 'cleared') return;
    for (const half of [...this.halves]) {
      half.delay -= STEP;
      if (half.delay > 0) continue;
      half.y += HALF_SPEED * this.tall * (this.slow ? SLOW : 1) * STEP;
      const level = half.y + HALF.height > this.paddleY && half.y < this.paddleY + PADDLE.height;
      const over = half.x + HALF.width > this.paddle.x - this.paddle.width / 2 && half.x < this.paddle.x + this.paddle.width / 2;
      if (level && over) {
        this.halves.splice(this.halves.indexOf(half), 1);
        this.hold(half.side, half.x, half.y);
      } else if (half.y > this.height) {
        this.halves.splice(this.halves.indexOf(half), 1);
        this.hide(half.side);
      }
    }
  }

  /** @param {'<' | '>'} side @param {number} x @param {number} y */
  hold(side, x, y) {
    const spare = this.held[side];
    const points = spare ? POINTS.spare : POINTS.half;
    this.earn(points);
    this.held[side] = true;
    this.tell('half', x, y, { points });
    if (this.held['<'] && this.held['>']) {
      this.held = { '<': false, '>': false };
      this.joined = JOINED_SECONDS;
      this.earn(POINTS.joined);
      this.tell('joined', x, y, { points: POINTS.joined });
    }
  }

  /** A half that was missed goes back into the wall, as long as there is one. @param {'<' | '>'} side */
  hide(side) {
    this.tell('missed', this.paddle.x, this.height);
    const plain = this.stones.filter((stone) => stone.half === '');
    if (plain.length > 0) plain[Math.floor(this.random() * plain.length)].half = side;
  }

  meetPaddle() {
    const ball = this.ball;
    const paddle = this.paddle;
    const left = paddle.x - paddle.width / 2;
    const level = ball.y + BALL >= this.paddleY && ball.y + BALL / 2 < this.paddleY + PADDLE.height;
    if (ball.vy <= 0 || !level || ball.x + BALL < left || ball.x > left + paddle.width) return;
    const off = ball.x + BALL / 2 - paddle.x;
    const reach = (paddle.width + BALL) / 2;
    const fits = this.joined === 0 && Math.abs(off) <= JOINT;
    let angle = Math.max(-1, Math.min(1, off / reach)) * ANGLE_MAX;
    if (Math.abs(angle) < ANGLE_MIN) angle = ANGLE_MIN * (ball.vx < 0 ? -1 : 1);
    this.touches++;
    this.quiet = 0;
    ball.y = this.paddleY - BALL;
    this.head(angle);
    if (fits) {
      ball.keen = true;
      this.earn(POINTS.fit);
      this.tell('fit', ball.x, ball.y, { points: POINTS.fit });
    } else {
      this.tell('paddle', ball.x, ball.y);
    }
  }

  lose() {
    this.lives--;
    this.phase = 'lost';
    this.wait = LOST_SECONDS;
    this.joined = 0;
    this.ball.keen = false;
    for (const half of this.halves.splice(0)) this.hide(half.side);
    this.tell('lost', this.ball.x, this.height);
  }

  afterLoss() {
    this.touches = 0;
    if (this.lives > 0) {
      this.phase = 'ready';
      this.rest();
    } else {
      this.phase = 'over';
      this.tell('over', this.paddle.x, this.paddleY);
    }
  }

  clear() {
    this.phase = 'cleared';
    this.wait = CLEARED_SECONDS;
    const points = POINTS.cleared * this.level;
    this.earn(points);
    this.tell('cleared', WIDTH / 2, this.height / 2, { points });
  }

  nextWall() {
    this.level++;
    this.joined = 0;
    this.touches = 0;
    this.halves = [];
    this.ball.keen = false;
    this.build();
    this.phase = 'ready';
    this.rest();
    this.tell('wall-built', WIDTH / 2, BRICK.top);
  }

  /** After the last wall they come again, with more and more ringed stones. */
  build() {
    const rows = WALLS[(this.level - 1) % WALLS.length];
    const round = Math.floor((this.level - 1) / WALLS.length);
    this.stones = [];
    rows.forEach((line, row) => {
      for (let column = 0; column < COLUMNS; column++) {
        const sign = line[column];
        if (sign === '.') continue;
        const ringed = sign === 'G' || (sign === '#' && this.random() < Math.min(0.8, 0.3 * round));
        this.stones.push({
          column,
          row,
          x: BRICK.left + column * BRICK.pitchX,
          y: BRICK.top + row * BRICK.pitchY,
          layers: sign === 'x' ? 0 : ringed ? 2 : 1,
          half: sign === '<' || sign === '>' ? sign : '',
        });
      }
    });
  }

  /** @param {number} points */
  earn(points) {
    const before = Math.floor(this.score / LIFE_EVERY);
    this.score = Math.min(SCORE_MAX, this.score + points);
    if (Math.floor(this.score / LIFE_EVERY) > before && this.lives < LIVES_MAX) {
      this.lives++;
      this.tell('life', this.paddle.x, this.paddleY);
    }
  }

  /** @param {string} kind @param {number} x @param {number} y @param {Partial<Event>} [more] */
  tell(kind, x, y, more = {}) {
    this.events.push({ kind, x, y, ...more });
  }

  /** From 0 to below 1: Mulberry32. */
  random() {
    this.seed = (this.seed + 0x6d2b79f5) >>> 0;
    let t = this.seed;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
