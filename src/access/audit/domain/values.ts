import { hash } from 'node:crypto';
import { maskNumbersIn } from '../../../kernel/index.js';
import { wellFormed } from './well-formed.js';

type Scalar = string | number | boolean | null;

/**
 * Fields and their values before or after a change. Never a person's name, ID number, address or illness in the clear: masked (`maskName`, `maskIdNumber`),
 * sealed, or only the field's name. What has the shape of an ID or mobile number is masked once more when it is recorded.
 */
export type AuditValues = Readonly<Record<string, Scalar | undefined | readonly Scalar[]>>;

/** Longer texts are told by their beginning and their hash: enough to prove what was there. */
const MAX_TEXT = 300;
const MAX_ITEMS = 50;
/** Characters of the whole. */
const MAX_JSON = 8_000;

/** The values as they are kept: JSON of sorted fields, of bounded size, without unmasked numbers. Undefined fields are left out. */
export function valuesText(values: AuditValues): string {
  const fields = Object.keys(values).filter((field) => values[field] !== undefined);
  const kept = Object.fromEntries(fields.sort().map((field) => [field, keptValue(values[field] ?? null)]));
  const text = JSON.stringify(kept);
  return text.length <= MAX_JSON ? text : JSON.stringify({ fields: fields.slice(0, MAX_ITEMS), sha256: hash('sha256', text) });
}

function keptValue(value: Scalar | readonly Scalar[]): unknown {
  if (typeof value === 'string') return keptText(value);
  if (!Array.isArray(value)) return value;
  const items = (value as readonly Scalar[]).slice(0, MAX_ITEMS).map(keptValue);
  return value.length <= MAX_ITEMS ? items : [...items, `… ${value.length}`];
}

/** A hash is evidence, and fifteen digits in it are nobody's number. */
const HASH = /^[0-9a-f]{64}$/;

function keptText(text: string): string {
  if (HASH.test(text)) return text;
  const masked = maskNumbersIn(wellFormed(text));
  return masked.length <= MAX_TEXT ? masked : `${wellFormed(masked.slice(0, MAX_TEXT))}… (sha256 ${hash('sha256', text)})`;
}
