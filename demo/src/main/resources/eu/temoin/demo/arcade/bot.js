// @ts-check
/**
 * A player that needs no hands: it shows the game on the home page.
 */
import { BALL, CEILING, HALF, WIDTH } from './world.js';

/**
 * Where the ball will come down to the paddle, were there no wall of stones in its way.
 *
 * @param {import('./world.js').World} world
 */
const landing = (world) => {
  const { x, y, vx, vy } = world.ball;
  if (vy === 0) return x;
  const down = world.paddleY - BALL;
  const way = vy > 0 ? down - y : y - CEILING + (down - CEILING);
  const room = WIDTH - BALL;
  const straight = x + vx * (way / Math.abs(vy));
  const folded = ((straight % (2 * room)) + 2 * room) % (2 * room);
  return folded > room ? 2 * room - folded : folded;
};

export class Bot {
  /** @param {number} aim how far from its middle the paddle is held, from 0 to 1: it makes the ball travel */
  constructor(aim = 0.7) {
    this.aim = aim;
    this.side = 1;
    this.falling = false;
    this.waited = 0;
  }

  /** @param {import('./world.js').World} world @returns {import('./world.js').Input} */
  play(world) {
    const falling = world.ball.vy > 0;
    if (falling && !this.falling) this.side = -this.side * (0.3 + 0.7 * Math.abs(Math.sin(world.score + world.touches)));
    this.falling = falling;
    this.waited = world.phase === 'ready' ? this.waited + 1 : 0;
    const half = world.halves.find((h) => h.y > world.height / 2);
    const target = half && !falling ? half.x + HALF.width / 2 : landing(world) + BALL / 2 + this.side * this.aim * (world.paddle.width / 2);
    const way = target - world.paddle.x;
    return { move: Math.abs(way) < 1.5 ? 0 : Math.sign(way) * Math.min(1, Math.abs(way) / 10), target: null, launch: this.waited > 200 };
  }
}
