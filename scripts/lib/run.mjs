import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.mjs';

const STDERR = 2;

/** Runs a program from the checkout until it ends, its output going to stderr. Resolves to the exit code, 1 when a signal or a failed start ended it. */
export function run(command, args, { env = process.env, stdio = ['ignore', STDERR, STDERR] } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const settle = (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code);
    };
    child.on('error', () => settle(1));
    child.on('close', (code) => settle(code ?? 1));
  });
}

export const runNode = (args, options) => run(process.execPath, args, options);

/** Where a program is found on the PATH or in the system's directories; undefined when it is not installed. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Runs a built program in this process as if it had been started by itself: signals and the exit code are its own. */
export async function become(path, args = process.argv.slice(2)) {
  const file = join(ROOT, path);
  process.argv = [process.execPath, file, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}
