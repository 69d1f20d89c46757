// @ts-check
/** The film: thirty seconds, five scenes, drawn on 160 by 90 pixels from nothing but the time. */

export const SECONDS = 30;
export const SCENE_SECONDS = 6;
const WIDTH = 160;
const HEIGHT = 90;
/** The player's bar and the captions cover the picture's foot: everything happens above. */
const HORIZON = 50;
const CUT = 30;
const HOLE = 38;

const C = {
  night: '#14121F', dusk: '#332A4D', dawn: '#6B4A6E', rose: '#C9776A', lamp: '#FFB84D', pale: '#FFE3B0',
  grass: '#4B6B45', grassDark: '#34503A', earth: '#4A3428', earthDark: '#33231C', stone: '#9A97A6', stoneDark: '#6F6C7D',
  tile: '#D0603F', tileDark: '#8F3C28', snow: '#E9EEF5', leaf: '#C9882F', skin: '#E8B48A', coat: '#2E3C66', coat2: '#5C2E46', coat3: '#2F5A4A',
};

/** @param {CanvasRenderingContext2D} context @param {number} seconds */
export const drawFilm = (context, seconds) => {
  const t = Math.max(0, Math.min(SECONDS - 0.001, seconds));
  const scene = Math.floor(t / SCENE_SECONDS);
  const scale = context.canvas.width / WIDTH;
  /** @type {Rect} */
  const rect = (colour, x, y, w, h) => {
    const left = Math.round(x * scale);
    const top = Math.round(y * scale);
    context.fillStyle = colour;
    context.fillRect(left, top, Math.round((x + w) * scale) - left, Math.round((y + h) * scale) - top);
  };
  [meeting, breaking, burying, seasons, finding][scene](rect, t - scene * SCENE_SECONDS);
};

/** @typedef {(colour: string, x: number, y: number, w: number, h: number) => void} Rect */

/** From 0 to 1 between two moments, slow at both ends. @param {number} t @param {number} from @param {number} to */
const ease = (t, from, to) => {
  const x = Math.max(0, Math.min(1, (t - from) / (to - from)));
  return x * x * (3 - 2 * x);
};
/** A number that looks like chance and is the same in each frame. @param {number} n */
const chance = (n) => {
  const x = Math.sin(n * 127.1) * 43758.5453;
  return x - Math.floor(x);
};

/** @param {Rect} rect @param {string[]} bands from the top down */
const sky = (rect, bands) => bands.forEach((colour, i) => rect(colour, 0, (i * HORIZON) / bands.length, WIDTH, HORIZON / bands.length + 1));

/** @param {Rect} rect @param {string} top @param {string} deep */
const field = (rect, top, deep) => {
  rect(deep, 0, HORIZON, WIDTH, HEIGHT - HORIZON);
  rect(top, 0, HORIZON, WIDTH, 6);
  for (let i = 0; i < 40; i++) rect(i % 2 ? deep : top, chance(i) * WIDTH, HORIZON + 2 + chance(i + 50) * 36, 3, 1);
};

/** @param {Rect} rect @param {number} x @param {number} y @param {string} coat @param {number} step */
const person = (rect, x, y, coat, step) => {
  const leg = Math.round(Math.sin(step * 7)) * (step === 0 ? 0 : 1);
  rect(C.skin, x + 1, y - 16, 4, 4);
  rect(C.night, x, y - 18, 6, 2);
  rect(coat, x, y - 12, 6, 8);
  rect(C.night, x + leg, y - 4, 2, 4);
  rect(C.night, x + 4 - leg, y - 4, 2, 4);
};

/** @param {Rect} rect @param {number} x @param {number} y its foot */
const stone = (rect, x, y) => {
  rect(C.stone, x + 1, y - 18, 12, 18);
  rect(C.stone, x + 3, y - 20, 8, 2);
  rect(C.stoneDark, x + 10, y - 18, 3, 18);
  rect(C.stoneDark, x, y - 3, 14, 3);
};

/** One half of the tile: the same stepped cut on either side. @param {Rect} rect @param {'left' | 'right'} side @param {number} x @param {number} y @param {number} k */
const half = (rect, side, x, y, k) => {
  if (side === 'left') {
    rect(C.tile, x, y, 8 * k, 4 * k);
    rect(C.tile, x, y + 4 * k, 5 * k, 4 * k);
    rect(C.tileDark, x, y + 7 * k, 5 * k, k);
  } else {
    rect(C.tile, x + 8 * k, y, 5 * k, 4 * k);
    rect(C.tile, x + 5 * k, y + 4 * k, 8 * k, 4 * k);
    rect(C.tileDark, x + 5 * k, y + 7 * k, 8 * k, k);
  }
};

/** @param {Rect} rect @param {number} t */
const meeting = (rect, t) => {
  sky(rect, [C.dusk, C.dawn, C.rose, C.pale]);
  const sun = HORIZON - ease(t, 0, 6) * 24;
  rect(C.lamp, 70, sun, 20, 20);
  rect(C.lamp, 66, sun + 4, 28, 12);
  field(rect, C.grass, C.grassDark);
  const walk = ease(t, 0.3, 2.6);
  const moving = walk > 0 && walk < 1 ? t : 0;
  person(rect, 8 + walk * 34, 64, C.coat, moving);
  person(rect, 146 - walk * 34, 64, C.coat2, moving);
  const come = ease(t, 2.2, 4);
  if (come > 0) {
    const y = HORIZON + come * 18;
    person(rect, 76, y, C.coat3, come < 1 ? t : 0);
    rect(C.pale, 84, y - 22, 1, 22);
    rect(C.rose, 84, y - 22, 1, 4);
    rect(C.rose, 84, y - 14, 1, 4);
  }
};

/** @param {Rect} rect @param {number} t */
const breaking = (rect, t) => {
  rect(C.night, 0, 0, WIDTH, HEIGHT);
  for (let i = 0; i < 5; i++) rect(C.dusk, 20 - i * 4, 6 + i * 2, 120 + i * 8, 64 - i * 4);
  const apart = ease(t, 2.6, 4.4) * 14;
  const blow = t > 2.3 && t < 2.5 ? 2 : 0;
  half(rect, 'left', 54 - apart, 22 + blow, 4);
  half(rect, 'right', 54 + apart, 22 + blow, 4);
  const crack = ease(t, 1, 2.3);
  if (apart === 0) {
    rect(C.night, 85.5, 22, 1, Math.min(1, crack * 3) * 16);
    if (crack > 0.34) rect(C.night, 86 - Math.min(1, (crack - 0.34) * 3) * 12, 38, Math.min(1, (crack - 0.34) * 3) * 12, 1);
    if (crack > 0.67) rect(C.night, 73.5, 38, 1, Math.min(1, (crack - 0.67) * 3) * 16);
  }
  if (t > 2.3 && t < 3.4) {
    for (let i = 0; i < 18; i++) {
      const far = (t - 2.3) * (20 + chance(i) * 40);
      rect(C.tile, 80 + Math.cos(i * 1.7) * far, 38 + Math.sin(i * 1.7) * far + (t - 2.3) ** 2 * 30, 1.5, 1.5);
    }
  }
};

/** @param {Rect} rect @param {string} top */
const cut = (rect, top) => {
  rect(C.earth, 0, CUT, WIDTH, HEIGHT - CUT);
  rect(top, 0, CUT, WIDTH, 3);
  for (let i = 0; i < 60; i++) rect(C.earthDark, chance(i) * WIDTH, CUT + 5 + chance(i + 90) * 52, 3, 1);
};

/** @param {Rect} rect @param {number} t */
const burying = (rect, t) => {
  sky(rect, [C.rose, C.pale]);
  cut(rect, C.grass);
  const open = ease(t, 0.2, 1.2) * (1 - ease(t, 4.6, 5.6));
  if (open > 0) rect(C.earthDark, 52, CUT, 56, open * HOLE);
  const down = ease(t, 1.2, 2.8);
  half(rect, 'left', 58 - 4, 4 + down * 52, 1.25);
  half(rect, 'right', 86, 4 + down * 52, 1.25);
  stone(rect, 73, 4 + ease(t, 2.8, 4.4) * 40);
};

/** @param {Rect} rect @param {number} t */
const seasons = (rect, t) => {
  const season = Math.min(3, Math.floor(t / 1.1));
  const skies = [[C.dawn, C.rose, C.pale], [C.rose, C.leaf, C.pale], [C.stoneDark, C.stone, C.snow], [C.night, C.night, C.dusk]];
  const grounds = [[C.grass, C.grassDark], [C.leaf, C.earth], [C.snow, C.stone], [C.grassDark, C.night]];
  sky(rect, skies[season]);
  field(rect, grounds[season][0], grounds[season][1]);
  if (season === 3) for (let i = 0; i < 24; i++) rect(C.pale, chance(i) * WIDTH, chance(i + 9) * 46, 1, 1);
  const shove = ease(t, 3.8, 5.6) * 36;
  stone(rect, 66 + shove, 66);
  if (season === 1 || season === 2) {
    for (let i = 0; i < 30; i++) {
      const y = (chance(i) * 90 + t * (14 + chance(i + 7) * 18)) % 90;
      rect(season === 1 ? C.leaf : C.snow, (chance(i + 3) * WIDTH + Math.sin(t * 2 + i) * 4 + WIDTH) % WIDTH, y, 2, season === 1 ? 1 : 2);
    }
  }
  if (season === 3) person(rect, 58 + shove, 66, C.coat2, shove > 0 && shove < 36 ? t : 0);
};

/** @param {Rect} rect @param {number} t */
const finding = (rect, t) => {
  sky(rect, [C.dawn, C.rose, C.pale]);
  cut(rect, C.grass);
  const dug = ease(t, 0.2, 1.6);
  rect(C.earthDark, 44, CUT, 72, dug * HOLE);
  if (dug > 0.7) {
    const up = ease(t, 1.6, 3) * 14;
    const near = ease(t, 3, 4);
    half(rect, 'left', 54 + near * 10, 53 - up, 2);
    half(rect, 'right', 80 - near * 16, 53 - up, 2);
    if (t > 4) {
      const glow = Math.max(0, 1 - (t - 4) * 1.4);
      for (let i = 0; i < 12; i++) {
        const far = 18 + (1 - glow) * 26;
        if (glow > 0) rect(C.lamp, 77 + Math.cos((i * Math.PI) / 6) * far, 47 + Math.sin((i * Math.PI) / 6) * far * 0.7, 2, 2);
      }
    }
  }
  stone(rect, 128 - ease(t, 4.2, 5.6) * 55, CUT + 1);
};
