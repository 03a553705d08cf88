import { randomBytes } from 'node:crypto';
import { sealAlgorithm, type Opening, type SealAlgorithmName, type Sealing } from './seal-algorithm.js';

/** A key that texts and files are sealed with. `id`: 8 characters (base64url), which every sealed text names. */
export interface SealKey {
  readonly id: string;
  readonly algorithm: SealAlgorithmName;
  readonly secret: Buffer;
}

/** The parts of what is sealed. */
export interface Sealed {
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly data: Buffer;
}

/** A seal that is being made, and its initialisation vector. */
export interface BegunSealing extends Sealing {
  readonly iv: Buffer;
}

export function beginSealing({ algorithm, secret }: SealKey, head: Buffer): BegunSealing {
  const sealer = sealAlgorithm(algorithm);
  const iv = randomBytes(sealer.ivBytes);
  return { iv, ...sealer.sealing(secret, iv, head) };
}

export function beginOpening({ algorithm, secret }: SealKey, { iv, tag }: Omit<Sealed, 'data'>, head: Buffer): Opening {
  return sealAlgorithm(algorithm).opening(secret, iv, tag, head);
}

export function sealWhole(key: SealKey, plain: Buffer, head: Buffer): Sealed {
  const sealing = beginSealing(key, head);
  const data = sealing.update(plain);
  return { iv: sealing.iv, tag: sealing.tag(), data };
}

/** Undefined where anything was changed; never changed bytes. */
export function openWhole(key: SealKey, sealed: Sealed, head: Buffer): Buffer | undefined {
  const { ivBytes, tagBytes } = sealAlgorithm(key.algorithm);
  if (sealed.iv.length !== ivBytes || sealed.tag.length !== tagBytes) return undefined;
  try {
    const opening = beginOpening(key, sealed, head);
    const plain = opening.update(sealed.data);
    opening.finish();
    return plain;
  } catch {
    return undefined;
  }
}

export const encoded = ({ iv, tag, data }: Sealed): string => [iv, tag, data].map((part) => part.toString('base64url')).join(':');

/** Of `iv:tag:data`; undefined where it is none. */
export function decoded(text: string): Sealed | undefined {
  const parts = text.split(':');
  const [iv, tag, data] = parts.map(decodeCanonical);
  return iv && tag && data && parts.length === 3 ? { iv, tag, data } : undefined;
}

/** Base64url has spellings that decode alike (unused bits, foreign characters); only the one that is written counts. */
function decodeCanonical(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
