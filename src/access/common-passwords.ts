import { readFileSync } from 'node:fs';

const LISTS = ['common.txt', 'chinese.txt'];
let read: ReadonlySet<string> | undefined;

/** The lists in `passwords/`; read when first asked for. */
export function commonPasswords(): ReadonlySet<string> {
  read ??= new Set(
    LISTS.flatMap((name) => readFileSync(new URL(`./passwords/${name}`, import.meta.url), 'utf8').split('\n')).filter(Boolean),
  );
  return read;
}
