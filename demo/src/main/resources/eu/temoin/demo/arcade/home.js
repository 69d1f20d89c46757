// @ts-check
/** The home page: the game plays by itself, and the board of scores is the newest. */
import { Bot } from './bot.js';
import { Screen } from './screen.js';
import { STEP, World } from './world.js';

const root = document.documentElement;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = () => root.dataset.motion === 'reduced' || (root.dataset.motion !== 'full' && calm.matches);

/** Long enough for the wall to show a fissure. */
const PRELUDE_SECONDS = 11;
const FRAME_SECONDS_MAX = 0.1;
const SEED = 20;

const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#attract canvas'));
const screen = new Screen(canvas, { still });
let world = new World({ height: 120, seed: SEED });
let bot = new Bot();

const advance = (/** @type {number} */ seconds) => {
  for (let t = 0; t < seconds; t += STEP) world.step(bot.play(world));
  screen.note(world.drain());
  if (world.phase === 'over' || world.level > 8) {
    world = new World({ height: 120, seed: Math.floor(Math.random() * 2 ** 32) });
    bot = new Bot();
  }
};

let last = 0;
let running = false;
let visible = true;

const frame = (/** @type {number} */ now) => {
  if (!running) return;
  // The first frame's time may lie before the moment that asked for it.
  const seconds = Math.min(FRAME_SECONDS_MAX, Math.max(0, now - last) / 1000);
  last = now;
  advance(seconds);
  screen.draw(world, seconds);
  requestAnimationFrame(frame);
};

/** Runs while it can be seen and motion is welcome; else one picture stands still. */
const settle = () => {
  const wanted = visible && !document.hidden && !still();
  screen.readColours();
  screen.fit();
  screen.draw(world, 0);
  if (wanted && !running) {
    running = true;
    last = performance.now();
    requestAnimationFrame(frame);
  } else if (!wanted) {
    running = false;
  }
};

advance(PRELUDE_SECONDS);
screen.clearEffects();
settle();
calm.addEventListener('change', settle);
dark.addEventListener('change', settle);
document.addEventListener('visibilitychange', settle);
new ResizeObserver(settle).observe(canvas);
new IntersectionObserver(([entry]) => {
  visible = entry.isIntersecting;
  settle();
}).observe(canvas);

const scores = document.querySelector('#scores');
const fragment = await fetch(`/${root.lang}/fragments/scores`);
if (fragment.ok && scores !== null) scores.innerHTML = await fragment.text();
