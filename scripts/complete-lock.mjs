import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';

/**
 * Completes package-lock.json after an `npm install` against a registry that lacks binaries for other platforms: npm then leaves
 * them out of the lock file, and `npm ci` refuses that lock file everywhere ("Missing: … from lock file"). Each missing optional
 * package is entered with its version and platform, so that machines of other platforms skip it and its own fetches it.
 */
const PLATFORM = /-(android|darwin|freebsd|linux|openharmony|win32)-(arm|arm64|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;

const path = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(missingOptionals);
for (const [at, entry] of missing) lock.packages[at] = entry;
const [[own, root], ...others] = Object.entries(lock.packages);
lock.packages = { [own]: root, ...Object.fromEntries(others.sort(([a], [b]) => a.localeCompare(b, 'en'))) };
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
say(`package-lock.json：补全 ${missing.length} 个其他平台的可选依赖`, `${missing.length} optional packages of other platforms entered`);

function missingOptionals([, { optionalDependencies = {}, dev }]) {
  return Object.entries(optionalDependencies)
    .filter(([name]) => PLATFORM.test(name) && !lock.packages[`node_modules/${name}`])
    .map(([name, version]) => [`node_modules/${name}`, entryFor(name, version, dev)]);
}

function entryFor(name, version, dev) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${name}: only exact versions can be entered, found ${version}.`);
  const [, os, cpu, abi] = PLATFORM.exec(name);
  const libc = os === 'linux' ? { gnu: ['glibc'], musl: ['musl'] }[abi] : undefined;
  return { version, cpu: [cpu], ...(dev && { dev }), ...(libc && { libc }), optional: true, os: [os] };
}
