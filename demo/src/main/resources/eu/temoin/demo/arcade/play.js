// @ts-check
/** The game's page: keyboard, mouse and finger in; canvas, words and sound out. */
import { Screen } from './screen.js';
import { Sound } from './sound.js';
import { STEP, WIDTH, World } from './world.js';

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const root = document.documentElement;
const canvas = /** @type {HTMLCanvasElement} */ (byId('stage'));
const stage = byId('stage-frame');
const texts = stage.dataset;
const over = byId('over');
const overAct = byId('over-act');
const pauseAct = byId('pause');
const againAct = byId('again');
const hint = byId('hint');
const soundSwitch = /** @type {HTMLInputElement} */ (byId('sound'));
const slowSwitch = /** @type {HTMLInputElement} */ (byId('slow'));
const thumbs = byId('thumbs');

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');
const coarse = matchMedia('(pointer: coarse)');
const still = () => root.dataset.motion === 'reduced' || (root.dataset.motion !== 'full' && calm.matches);
const numbers = new Intl.NumberFormat(root.lang);

const FRAME_SECONDS_MAX = 0.1;
/** A switch flipped so soon after the stage lost the focus was flipped in play: the game goes on. */
const FLIP_MILLIS_MAX = 400;
/** A finger that moved less, in CSS pixels, has tapped. */
const TAP_PIXELS = 8;
/** How much further the paddle goes than the finger under the stage. */
const DRAG_GAIN = 1.5;

const sound = new Sound();
const screen = new Screen(canvas, { still });
let world = newWorld();
/** @type {'before' | 'playing' | 'paused' | 'over'} */
let state = 'before';
let best = Number(texts.best);
let last = 0;
let owed = 0;
let blurredAt = -Infinity;
const keys = new Set();
/** @type {{ move: number, target: number | null, launch: boolean }} */
const input = { move: 0, target: null, launch: false };

function newWorld() {
  return new World({ height: screen.fit(), seed: crypto.getRandomValues(new Uint32Array(1))[0], slow: slowSwitch.checked });
}

/** Fills in a sentence of the page: {score}, {wall}, {lives}. @param {string | undefined} sentence */
function fill(sentence) {
  return (sentence ?? '')
    .replace('{score}', numbers.format(world.score))
    .replace('{wall}', String(world.level))
    .replace('{lives}', String(world.lives));
}

/** Tells assistive technology. @param {string | undefined} sentence */
function say(sentence) {
  byId('say').textContent = fill(sentence);
}

function showStatus() {
  byId('v-score').textContent = numbers.format(world.score);
  byId('v-best').textContent = numbers.format(Math.max(best, world.score));
  byId('v-wall').textContent = String(world.level);
  byId('v-lives').textContent = String(world.lives);
}

function showHint() {
  const wanted = state === 'playing' && world.phase === 'ready';
  if (wanted === !hint.hidden) return;
  hint.hidden = !wanted;
  hint.innerHTML = '<span></span>';
  /** @type {HTMLElement} */ (hint.firstElementChild).textContent = (coarse.matches ? texts.hintTouch : texts.hintKeys) ?? '';
}

/** @param {string} title @param {string} text @param {string} act */
function showOver(title, text, act) {
  over.classList.remove('start');
  byId('over-title').textContent = title;
  byId('over-text').textContent = text;
  overAct.textContent = act;
  overAct.hidden = false;
  over.hidden = false;
}

function play() {
  if (state === 'over' || state === 'before') start();
  else resume();
}

function start() {
  stage.style.aspectRatio = '';
  world = newWorld();
  screen.clearEffects();
  say(texts.sayWall);
  run();
}

function resume() {
  say(texts.sayResumed);
  run();
}

function run() {
  state = 'playing';
  over.hidden = true;
  byId('acts').hidden = false;
  pauseAct.textContent = texts.actPause ?? '';
  // The field keeps its shape while it is played, whichever way the phone is turned.
  stage.style.aspectRatio = `${WIDTH} / ${world.height}`;
  stage.classList.add('on');
  thumbs.classList.add('on');
  canvas.focus({ preventScroll: true });
  keys.clear();
  input.launch = false;
  last = performance.now();
  owed = 0;
  showStatus();
  requestAnimationFrame(frame);
}

function pause() {
  if (state !== 'playing') return;
  state = 'paused';
  stage.classList.remove('on');
  pauseAct.textContent = texts.actResume ?? '';
  hint.hidden = true;
  showOver(texts.titlePaused ?? '', fill(texts.textPaused), texts.actResume ?? '');
  say(texts.sayPaused);
}

function end() {
  state = 'over';
  stage.classList.remove('on');
  thumbs.classList.remove('on');
  byId('acts').hidden = true;
  hint.hidden = true;
  const record = world.score > best;
  best = Math.max(best, world.score);
  showStatus();
  showOver(texts.titleOver ?? '', fill(texts.textOver), texts.actAgain ?? '');
  say(texts.sayOver + (record ? ' ' + texts.sayBest : ''));
  overAct.focus({ preventScroll: true });
  if (record && texts.signed === 'yes') void keep(world.score);
}

/** Sends a record to the board of whoever is signed in. @param {number} points */
async function keep(points) {
  const answer = await fetch(texts.scores ?? '', {
    method: 'POST',
    body: new URLSearchParams({ token: texts.token ?? '', points: String(points) }),
  });
  if (answer.ok) byId('kept').textContent = texts.kept ?? '';
}

/** What is worth a sentence; every crack would be noise. @type {Record<string, string | undefined>} */
const SAID = {
  joined: texts.sayJoined,
  half: texts.sayHalf,
  life: texts.sayLife,
  cleared: texts.sayCleared,
  'wall-built': texts.sayWall,
};

/** @param {number} now */
function frame(now) {
  if (state !== 'playing') {
    screen.draw(world, 0);
    return;
  }
  // The first frame's time may lie before the moment that asked for it.
  const seconds = Math.min(FRAME_SECONDS_MAX, Math.max(0, now - last) / 1000);
  last = now;
  owed += seconds;
  input.move = (keys.has('right') ? 1 : 0) - (keys.has('left') ? 1 : 0);
  while (owed >= STEP) {
    owed -= STEP;
    world.step(input);
    input.launch = false;
  }
  const events = world.drain();
  screen.note(events);
  for (const event of events) {
    sound.play(event);
    if (event.kind in SAID) say(SAID[event.kind]);
    if (event.kind === 'lost' && world.lives > 0) say(world.lives === 1 ? texts.sayLast : texts.sayLost);
  }
  screen.draw(world, seconds);
  if (events.length > 0) showStatus();
  showHint();
  if (world.phase === 'over') end();
  requestAnimationFrame(frame);
}

/* Keys are the stage's own: they act only while it has the focus. */

/** @type {Record<string, 'left' | 'right'>} */
const WAYS = { ArrowLeft: 'left', ArrowRight: 'right', KeyA: 'left', KeyD: 'right' };

canvas.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way = WAYS[event.code];
  if (way !== undefined) {
    keys.add(way);
    input.target = null;
  } else if (event.code === 'Space' || event.code === 'Enter') {
    if (state === 'playing') input.launch = true;
    else if (!event.repeat) play();
  } else if (event.key === 'p' || event.key === 'P' || event.key === 'Escape') {
    if (state === 'playing') pause();
    else if (state === 'paused') resume();
  } else if (event.key === 'r' || event.key === 'R') {
    if (state === 'playing' || state === 'paused') start();
  } else if (event.key === 'm' || event.key === 'M') {
    soundSwitch.click();
    canvas.focus({ preventScroll: true });
  } else {
    return;
  }
  event.preventDefault();
});
canvas.addEventListener('keyup', (event) => {
  const way = WAYS[event.code];
  if (way !== undefined) keys.delete(way);
});
canvas.addEventListener('blur', () => {
  keys.clear();
  if (state === 'playing') blurredAt = performance.now();
  pause();
});
document.addEventListener('visibilitychange', () => { if (document.hidden) pause(); });

/* The mouse: the paddle is where it is. A finger on the stage: the same, and a tap launches. */

/** @param {PointerEvent} event */
const aim = (event) => {
  const box = canvas.getBoundingClientRect();
  input.target = ((event.clientX - box.left) / box.width) * WIDTH;
};
/** @type {{ x: number, moved: number } | null} */
let finger = null;

canvas.addEventListener('pointermove', (event) => {
  if (state === 'playing') aim(event);
  if (finger !== null) finger.moved = Math.max(finger.moved, Math.abs(event.clientX - finger.x));
});
canvas.addEventListener('pointerdown', (event) => {
  if (state !== 'playing' || event.button !== 0) return;
  aim(event);
  finger = { x: event.clientX, moved: 0 };
  canvas.setPointerCapture(event.pointerId);
});
canvas.addEventListener('pointerup', (event) => {
  if (finger === null) return;
  if (event.pointerType !== 'mouse' && finger.moved > TAP_PIXELS && world.phase === 'live') finger = null;
  else { finger = null; input.launch = true; }
});
canvas.addEventListener('pointercancel', () => { finger = null; });

/* Under the stage, for thumbs: two buttons that move while held, and a strip to drag on, so that no finger hides the ball. */

for (const press of ['pointerdown', 'mousedown']) thumbs.addEventListener(press, (event) => event.preventDefault());
for (const thumb of /** @type {NodeListOf<HTMLElement>} */ (thumbs.querySelectorAll('.thumb'))) {
  const way = Number(thumb.dataset.move) < 0 ? 'left' : 'right';
  thumb.addEventListener('pointerdown', (event) => {
    thumb.setPointerCapture(event.pointerId);
    input.target = null;
    keys.add(way);
  });
  for (const end of ['pointerup', 'pointercancel']) thumb.addEventListener(end, () => keys.delete(way));
}
const drag = byId('drag');
/** @type {{ x: number, from: number, moved: number } | null} */
let dragging = null;
drag.addEventListener('pointerdown', (event) => {
  drag.setPointerCapture(event.pointerId);
  dragging = { x: event.clientX, from: world.paddle.x, moved: 0 };
});
drag.addEventListener('pointermove', (event) => {
  if (dragging === null) return;
  const by = event.clientX - dragging.x;
  dragging.moved = Math.max(dragging.moved, Math.abs(by));
  input.target = dragging.from + (by / canvas.getBoundingClientRect().width) * WIDTH * DRAG_GAIN;
});
for (const end of ['pointerup', 'pointercancel']) {
  drag.addEventListener(end, () => {
    if (dragging !== null && dragging.moved <= TAP_PIXELS) input.launch = true;
    dragging = null;
  });
}

/* Buttons and switches. */

overAct.addEventListener('click', play);
pauseAct.addEventListener('mousedown', (event) => event.preventDefault());
pauseAct.addEventListener('click', () => {
  if (state === 'paused') {
    resume();
  } else {
    pause();
    overAct.focus({ preventScroll: true });
  }
});
againAct.addEventListener('click', start);
const playOn = () => {
  if (state === 'paused' && performance.now() - blurredAt < FLIP_MILLIS_MAX) resume();
};
soundSwitch.addEventListener('change', () => {
  sound.switch(soundSwitch.checked);
  playOn();
});
slowSwitch.addEventListener('change', () => {
  world.slow = slowSwitch.checked;
  playOn();
});

/* Colours and size follow the page. A field in play keeps its height: only the picture is fitted. */

const settle = () => {
  screen.readColours();
  const height = screen.fit();
  if (state === 'before' && height !== world.height) world = newWorld();
  if (state !== 'playing') screen.draw(world, 0);
};
dark.addEventListener('change', settle);
new ResizeObserver(settle).observe(canvas);

overAct.hidden = false;
settle();
showStatus();
