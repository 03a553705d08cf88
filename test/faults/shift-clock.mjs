// Loaded before the application: its clock is wrong by as many milliseconds as the file WALL_CLOCK says, and jumps when the file changes.
// Everything that asks for the time gets the wrong one, BullMQ as well as the application; timers go on as they do when a clock is set.
import { readFileSync } from 'node:fs';

const LOOK_MS = 20;
const file = process.env.WALL_CLOCK ?? '';
const Real = Date;
let shift = 0;
let lookedAt = -Infinity;

function now() {
  const at = performance.now();
  if (at - lookedAt >= LOOK_MS) {
    shift = Number(readFileSync(file, 'utf8'));
    lookedAt = at;
  }
  return Real.now() + shift;
}

globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
