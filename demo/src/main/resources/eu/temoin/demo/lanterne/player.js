// @ts-check
/** Plays the film: one button, one position, captions always on. Nothing starts by itself. */
import { SCENE_SECONDS, SECONDS, drawFilm } from './film.js';

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const canvas = /** @type {HTMLCanvasElement} */ (byId('film'));
const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false }));
const seek = /** @type {HTMLInputElement} */ (byId('seek'));
const act = byId('act');
const big = byId('big');
const words = byId('player').dataset;
const captions = [...byId('captions').children].map((line) => line.textContent ?? '');

/** The still shown before it is played. */
const POSTER_SECONDS = 3.6;

let at = 0;
let playing = false;
let last = 0;

const show = (/** @type {number} */ seconds) => {
  drawFilm(context, seconds);
  const whole = Math.floor(at);
  byId('time').textContent = '0:' + String(whole).padStart(2, '0');
  seek.value = at.toFixed(1);
  seek.setAttribute('aria-valuetext', `${whole} s / ${SECONDS} s`);
};

const caption = (/** @type {string} */ text) => {
  const line = byId('caption');
  if (line.textContent === text) return;
  line.replaceChildren();
  if (text === '') return;
  const span = document.createElement('span');
  span.textContent = text;
  line.append(span);
};

const frame = (/** @type {number} */ now) => {
  if (!playing) return;
  at = Math.min(SECONDS, at + Math.min(0.1, Math.max(0, now - last) / 1000));
  last = now;
  caption(captions[Math.min(captions.length - 1, Math.floor(at / SCENE_SECONDS))]);
  show(at);
  if (at >= SECONDS) stop();
  else requestAnimationFrame(frame);
};

const start = () => {
  if (at >= SECONDS) at = 0;
  playing = true;
  last = performance.now();
  big.hidden = true;
  act.textContent = words.pause ?? '';
  requestAnimationFrame(frame);
};

const stop = () => {
  playing = false;
  act.textContent = words.play ?? '';
};

act.addEventListener('click', () => (playing ? stop() : start()));
big.addEventListener('click', () => {
  start();
  act.focus();
});
canvas.addEventListener('click', () => (playing ? stop() : start()));
seek.addEventListener('input', () => {
  at = Number(seek.value);
  big.hidden = true;
  caption(captions[Math.min(captions.length - 1, Math.floor(at / SCENE_SECONDS))]);
  show(at);
});
document.addEventListener('visibilitychange', () => { if (document.hidden) stop(); });

show(POSTER_SECONDS);
