import { createHash, randomBytes } from 'node:crypto';
import { base32 } from '../domain/index.js';

const COUNT = 10;
/** OWASP ASVS 6.5.2: from 112 bits on a plain hash is enough to keep a code. */
const CODE_BYTES = 15;

/** Ten codes of 120 random bits, in groups for reading off paper. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => (base32(randomBytes(CODE_BYTES)).match(/.{4}/g) ?? []).join('-'));

/** What is kept of a code, hex. Dashes, blanks and case do not matter. */
export const hashRecoveryCode = (typed: string): string =>
  createHash('sha256')
    .update(typed.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest('hex');
