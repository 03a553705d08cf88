import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { runNode } from './run.mjs';

/** Runs Jest with the options that ES modules need; resolves to its exit code. */
export function jest(args, env = {}) {
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', process.env.NODE_OPTIONS]
    .filter(Boolean)
    .join(' ');
  return runNode([join(ROOT, 'node_modules/jest/bin/jest.js'), ...args], {
    env: { ...process.env, ...env, NODE_OPTIONS: options },
    stdio: 'inherit',
  });
}
