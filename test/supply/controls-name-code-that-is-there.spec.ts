import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/repository.js';

const FOLDERS = ['src', 'test', 'scripts', 'docs'];

/** Every file and folder of the repository that a control may name, folders with a slash behind. */
function known(): string[] {
  return FOLDERS.flatMap((folder) => [
    `/${folder}/`,
    ...readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name).slice(ROOT.length);
      return entry.isDirectory() ? `${path}/` : path;
    }),
  ]);
}

/** What stands between backticks and looks like a path; `a/{b,c}.ts` names two. */
function named(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path).filter((path) => /\.(ts|mjs|txt)$|\/$/.test(path));
  return quoted.flatMap((path) => {
    const [, before = '', among = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
    return among === '' ? [path] : among.split(',').map((one) => before + one + after);
  });
}

describe('the table of security controls', () => {
  const text = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8');

  it('names code and tests that are there', () => {
    const paths = known();
    const names = named(text);
    expect(names.length).toBeGreaterThan(100);
    const isThere = (name: string): boolean => paths.some((path) => path.endsWith(`/${name.replace(/^(\.\.\/)+/, '')}`));
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('points to decisions and documents that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
    const paths = known();
    expect(links.filter((link) => !paths.some((path) => path.endsWith(`/docs/${link}`)))).toEqual([]);
  });
});
