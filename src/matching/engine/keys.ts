import type { EnterpriseRecord, StatedName, UnitRecord } from '../domain/records.js';
import { hashInto, saltedLane, saltOf } from '../domain/key-hash.js';
import { placeKey } from '../domain/parse-name.js';
import { similarityKeys } from '../domain/similarity-keys.js';

/** What a key of a record is. All but `group` join an enterprise with a unit; `similar` only within a division. */
export const KEY_KIND = { code: 0, mainName: 1, alias: 2, body: 3, group: 4, similar: 5, phone: 6 } as const;
export type KeyKind = (typeof KEY_KIND)[keyof typeof KEY_KIND];

/** Keys are dealt out to so many buckets by their hash: what one job joins at a time. */
export const BUCKETS = 8;
export const ALL_BUCKETS: readonly number[] = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
export const bucketOf = (high: number): number => high & (BUCKETS - 1);

/** The texts behind the kinds; a main name and an alias are one text, so that either joins with either. */
export const keyText = {
  code: (code: string): string => `C${code}`,
  full: (full: string): string => `F${full}`,
  body: (body: string): string => `B${body}`,
  /** Of a group, or of a group in a place. */
  group: (group: string): string => `G${group}`,
  phone: (phone: string): string => `T${phone}`,
} as const;

const homeLanes = new Uint32Array(2);

/** The bucket of a key: that of its hash; a group lies with its body, so that what changes of one is seen beside the other. */
export function bucketFor(kind: KeyKind, text: string, high: number): number {
  if (kind !== KEY_KIND.group) return bucketOf(high);
  hashInto(homeLanes, 0, keyText.body(text.slice(1, text.indexOf('|'))));
  return bucketOf(homeLanes[1] ?? 0);
}

/** Every key of an enterprise once. */
export function eachEnterpriseKey(record: EnterpriseRecord, take: (kind: KeyKind, text: string) => void): void {
  eachKey(record, (name) => (name.isAlias ? KEY_KIND.alias : KEY_KIND.mainName), take);
}

/** Every key of a unit once; what it was called before counts as its name. */
export function eachUnitKey(record: UnitRecord, take: (kind: KeyKind, text: string) => void): void {
  eachKey(record, () => KEY_KIND.mainName, take);
}

function eachKey(
  { code, names, particulars, source }: UnitRecord | EnterpriseRecord,
  kindOf: (name: StatedName) => KeyKind,
  take: (kind: KeyKind, text: string) => void,
): void {
  if (code !== null) take(KEY_KIND.code, keyText.code(code));
  const seen = new Set<string>();
  const once = (kind: KeyKind, text: string): void => {
    if (seen.has(text)) return;
    seen.add(text);
    take(kind, text);
  };
  for (const phone of particulars.phones) once(KEY_KIND.phone, keyText.phone(phone));
  for (const name of names) {
    once(kindOf(name), keyText.full(name.parsed.full));
    once(KEY_KIND.body, keyText.body(name.parsed.body));
    once(KEY_KIND.group, keyText.group(name.parsed.group));
    once(KEY_KIND.group, keyText.group(placeKey(name.parsed, source.countyCode ?? '')));
    for (const key of similarityKeys(name.parsed)) once(KEY_KIND.similar, key);
  }
}

const DIVISION_SALTS = new Map<string, number>();

/** The salt of a division within which keys join; the empty code stands for units of an unknown one. */
export function divisionSalt(code: string): number {
  const known = DIVISION_SALTS.get(code);
  if (known !== undefined) return known;
  const salt = saltOf(`division ${code}`);
  DIVISION_SALTS.set(code, salt);
  return salt;
}

export { hashInto, saltedLane };
