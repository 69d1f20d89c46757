// @ts-check
/** Short tones of one square wave, as an arcade made them. Silent until switched on, which only a click can do. */

/** Each a list of [frequency in hertz, seconds]. @type {Record<string, [number, number][]>} */
const TUNES = {
  wall: [[140, 0.02]],
  paddle: [[220, 0.04]],
  serve: [[330, 0.05], [440, 0.05]],
  crack: [[520, 0.03], [410, 0.03]],
  chip: [[300, 0.03]],
  fit: [[660, 0.05], [880, 0.05], [1320, 0.07]],
  half: [[784, 0.07], [988, 0.09]],
  joined: [[523, 0.08], [659, 0.08], [784, 0.08], [1047, 0.18]],
  missed: [[200, 0.1], [160, 0.12]],
  lost: [[330, 0.1], [247, 0.1], [165, 0.22]],
  life: [[880, 0.06], [1175, 0.06], [1760, 0.12]],
  cleared: [[523, 0.09], [659, 0.09], [784, 0.09], [1047, 0.09], [1319, 0.25]],
  over: [[294, 0.16], [277, 0.16], [262, 0.16], [131, 0.45]],
};
const LOUD = 0.05;
/** Tones that may sound at once; more would only be noise. */
const VOICES_MAX = 10;

export class Sound {
  constructor() {
    this.on = false;
    /** @type {AudioContext | null} */
    this.audio = null;
    this.voices = 0;
  }

  /** @param {boolean} on */
  switch(on) {
    this.on = on;
    if (on && this.audio === null && 'AudioContext' in window) this.audio = new AudioContext();
    if (this.audio === null) return;
    if (on) void this.audio.resume();
    else void this.audio.suspend();
  }

  /** @param {import('./world.js').Event} event */
  play(event) {
    if (!this.on) return;
    if (event.kind === 'chain') {
      // The longer the chain, the higher it climbs.
      const steps = Math.min(8, event.count ?? 1);
      this.tune(Array.from({ length: steps }, (_, i) => /** @type {[number, number]} */ ([180 * 2 ** (i / 6), 0.045])));
    } else if (event.kind in TUNES) {
      this.tune(TUNES[event.kind]);
    }
  }

  /** @param {[number, number][]} notes */
  tune(notes) {
    const { audio } = this;
    if (audio === null || this.voices >= VOICES_MAX) return;
    const wave = audio.createOscillator();
    const gain = audio.createGain();
    wave.type = 'square';
    let at = audio.currentTime;
    for (const [frequency, seconds] of notes) {
      wave.frequency.setValueAtTime(frequency, at);
      gain.gain.setValueAtTime(LOUD, at);
      gain.gain.exponentialRampToValueAtTime(LOUD / 8, at + seconds);
      at += seconds;
    }
    gain.gain.linearRampToValueAtTime(0, at + 0.02);
    wave.connect(gain).connect(audio.destination);
    wave.start();
    wave.stop(at + 0.03);
    this.voices++;
    wave.onended = () => { this.voices--; };
  }
}
