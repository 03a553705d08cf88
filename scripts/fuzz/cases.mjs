import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/root.mjs';
import { BYTE_MUTATIONS } from './bytes.mjs';
import { MEMBER_MUTATIONS } from './members.mjs';
import { seeded } from './random.mjs';

const CITY = join(ROOT, 'test/fixtures/city');
const CORPUS = join(process.env.SHARED_DIR ?? join(ROOT, '../shared'), 'corpus');
const LARGEST_SOURCE = 128 * 1024;

/** Valid files to start from: of the sample city, and of what is read of the corpus, those whose path fits a regular expression. */
export function sources(pattern = '') {
  const wanted = new RegExp(pattern);
  return validFiles().filter((file) => wanted.test(file) && readFileSync(file).length <= LARGEST_SOURCE);
}

function validFiles() {
  const city = readdirSync(CITY)
    .filter((name) => /\.(xlsx|xls|csv)$/.test(name))
    .sort()
    .map((name) => join(CITY, name));
  if (!existsSync(CORPUS)) return city;
  const known = JSON.parse(readFileSync(join(ROOT, 'test/corpus/known-cells.json'), 'utf8'));
  const corpus = Object.keys(known)
    .filter((file) => /^(valid|legacy|csv)/.test(file))
    .sort()
    .map((file) => join(CORPUS, file));
  return [...city, ...corpus];
}

/** The `index`th case of a seed: a source, what is done to it, and what its rows may be afterwards. */
export function makeCase(files, seed, index) {
  const random = seeded(seed * 1_000_003 + index);
  const source = random.pick(files);
  const bytes = readFileSync(source);
  const isZip = bytes.toString('latin1', 0, 2) === 'PK';
  const inside = isZip && random.below(2) === 0;
  const [mutation, mutate] = random.pick(Object.entries(inside ? MEMBER_MUTATIONS : BYTE_MUTATIONS));
  const isXls = bytes.readUInt32LE(0) === 0xe011cfd0;
  const mayDiffer = inside || !(isZip || (isXls && mutation === 'cutOff'));
  return { source, mutation, bytes: mutate(bytes, random), mayDiffer };
}
