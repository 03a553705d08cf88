import { createHash, randomBytes } from 'node:crypto';
import { base32 } from '../domain/index.js';

const COUNT = 10;
const CODE_BYTES = 10;

/** Ten codes of 80 random bits, in groups for reading off paper. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => (base32(randomBytes(CODE_BYTES)).match(/.{4}/g) ?? []).join('-'));

/** What is kept of a code, hex. It has full entropy, so a plain hash is enough. Dashes, blanks and case do not matter. */
export const hashRecoveryCode = (typed: string): string =>
  createHash('sha256')
    .update(typed.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest('hex');
