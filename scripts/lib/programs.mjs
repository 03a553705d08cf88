import { existsSync } from 'node:fs';
import { say } from './progress.mjs';
import { findProgram, run } from './run.mjs';

/** Programs that tests look at files and pages with, by the Debian packages that bring them. */
const PROGRAMS = [
  { program: 'soffice', name: 'LibreOffice', debian: ['libreoffice-calc'] },
  { program: 'chromium', name: 'Chromium', debian: ['chromium', 'fonts-noto-cjk'] },
];

/**
 * Installs what is missing from Debian's packages, where this process may do that (root on a build machine); a person's machine is left alone.
 * Gives the programs that are still missing.
 */
export async function providePrograms() {
  const missing = () => PROGRAMS.filter(({ program }) => findProgram(program) === undefined);
  if (missing().length === 0 || !mayInstall()) return missing();
  const packages = missing().flatMap(({ debian }) => debian);
  say(`安装测试用程序：${packages.join(' ')}`, `installing ${packages.join(' ')} for the tests`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  // The list of packages of a fresh machine may be empty or old: it is fetched only when that turns out to be so.
  if ((await run('apt-get', install, { env })) !== 0 && (await run('apt-get', ['update', '-qq'], { env })) === 0)
    await run('apt-get', install, { env });
  return missing();
}

const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram('apt-get') !== undefined;
