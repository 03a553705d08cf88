import { randomBytes } from 'node:crypto';
import type { CipherProfile } from '../../platform/config/config.js';
import type { IndexAlgorithmName } from './index-key.js';
import type { KeyEncryptionKey, KeyPurpose } from './key-encryption-key.js';
import type { KeptKey } from './key.store.js';
import { sealAlgorithm, type SealAlgorithmName } from './seal-algorithm.js';

const KEY_ID_BYTES = 6;
const MAC_KEY_BYTES = 32;

/** Which algorithms a profile means. */
export const PROFILES: Readonly<Record<CipherProfile, { readonly seal: SealAlgorithmName; readonly index: IndexAlgorithmName }>> = {
  aes: { seal: 'aes-256-gcm', index: 'hmac-sha-256' },
  sm: { seal: 'sm4-ctr-hmac-sm3', index: 'hmac-sm3' },
};

/** A random key to seal with, wrapped; written with from `activeFrom` on. */
export function newSealKey(profile: CipherProfile, wrapper: KeyEncryptionKey, at: Date, activeFrom: Date): KeptKey {
  const algorithm = PROFILES[profile].seal;
  return newKey('seal', algorithm, randomBytes(sealAlgorithm(algorithm).keyBytes), wrapper, { at, activeFrom });
}

/** As `newSealKey`, for the blind index. */
export const newIndexKey = (profile: CipherProfile, wrapper: KeyEncryptionKey, at: Date): KeptKey =>
  newKey('index', PROFILES[profile].index, randomBytes(MAC_KEY_BYTES), wrapper, { at, activeFrom: at });

/** As `newSealKey`, for the chain of the audit trail. */
export const newAuditKey = (wrapper: KeyEncryptionKey, at: Date): KeptKey =>
  newKey('audit', 'hmac-sha-256', randomBytes(MAC_KEY_BYTES), wrapper, { at, activeFrom: at });

function newKey(
  purpose: KeyPurpose,
  algorithm: string,
  secret: Buffer,
  wrapper: KeyEncryptionKey,
  { at, activeFrom }: { readonly at: Date; readonly activeFrom: Date },
): KeptKey {
  const id = randomBytes(KEY_ID_BYTES).toString('base64url');
  const wrapped = wrapper.wrap({ id, purpose, algorithm }, secret);
  return { id, purpose, algorithm, state: 'live', wrapped, wrappedBy: wrapper.id, createdAt: at, activeFrom, retiredAt: null };
}
