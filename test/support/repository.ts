import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** The built application; another folder beside `dist` where builds are compared. */
export const BUILT = join(ROOT, process.env['TEST_DIST'] ?? 'dist');
export const CITY = join(ROOT, 'test', 'fixtures', 'city');
export const NOT_OK = join(ROOT, 'test', 'fixtures', 'not-ok');

/** A folder of the shared material beside the checkout. Where it is absent it is named loudly; with CI=true that fails the run. */
export function sharedFolder(name: string): string | undefined {
  const folder = resolve(process.env['SHARED_DIR'] ?? join(ROOT, '..', 'shared'), name);
  if (existsSync(folder)) return folder;
  if (process.env['CI'] === 'true') throw new Error(`With CI=true the tests need ${folder}.`);
  process.stderr.write(`\n*** NOT TESTED HERE, the folder is absent: ${folder} ***\n\n`);
  return undefined;
}
