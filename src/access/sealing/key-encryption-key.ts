import { hkdfSync } from 'node:crypto';
import type { IndexKey } from './index-key.js';
import { sealAlgorithm, type SealAlgorithmName } from './seal-algorithm.js';
import { decoded, encoded, openWhole, sealWhole, type SealKey } from './seal.js';

const DATA_KEY_BYTES = 32;
const KEY_ID_BYTES = 6;
const INDEX_KEY_BYTES = 32;

/** A key whose secret is wrapped, and by which algorithm: what its algorithm belongs to says it. */
export interface WrappedKey {
  readonly id: string;
  readonly purpose: KeyPurpose;
  readonly algorithm: string;
}

/** `seal`: texts and files. `index`: the blind index. `audit`: the chain of the audit trail. */
export type KeyPurpose = 'seal' | 'index' | 'audit';

/**
 * The installation's data key (`DATA_KEY`, `data.key`): it encrypts the keys in the database and nothing else. What it wraps is bound to the key's id,
 * purpose and algorithm, so that no row of the table can stand in for another.
 */
export class KeyEncryptionKey {
  /** Names the data key without telling it. */
  readonly id: string;

  /** `dataKey`: 32 bytes. */
  constructor(private readonly dataKey: Buffer) {
    if (dataKey.length !== DATA_KEY_BYTES) throw new RangeError('The data key has 32 bytes.');
    this.id = this.derive('key-id', KEY_ID_BYTES).toString('base64url');
  }

  wrap(key: WrappedKey, secret: Buffer): string {
    return encoded(sealWhole(this.wrapping(key), secret, headOf(key)));
  }

  /** Undefined where another data key has wrapped it, or where it was changed. */
  unwrap(key: WrappedKey, wrapped: string): Buffer | undefined {
    const sealed = decoded(wrapped);
    return sealed && openWhole(this.wrapping(key), sealed, headOf(key));
  }

  /** What versions before the table of keys sealed with: derived from the data key itself, and named by its id. */
  derivedSealKey(): SealKey {
    return { id: this.id, algorithm: 'aes-256-gcm', secret: this.derive('seal', sealAlgorithm('aes-256-gcm').keyBytes) };
  }

  /** As `derivedSealKey`, for the blind index. */
  derivedIndexKey(): IndexKey {
    return { id: this.id, algorithm: 'hmac-sha-256', secret: this.derive('blind-index', INDEX_KEY_BYTES) };
  }

  private wrapping({ algorithm }: WrappedKey): SealKey {
    const name: SealAlgorithmName = algorithm.includes('sm3') ? 'sm4-ctr-hmac-sm3' : 'aes-256-gcm';
    const hash = name === 'aes-256-gcm' ? 'sha256' : 'sm3';
    const use = `personal-data/wrap/${name}`;
    return { id: this.id, algorithm: name, secret: Buffer.from(hkdfSync(hash, this.dataKey, EMPTY, use, sealAlgorithm(name).keyBytes)) };
  }

  private derive(use: string, bytes: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.dataKey, EMPTY, `personal-data/${use}/v1`, bytes));
  }
}

const EMPTY = Buffer.alloc(0);

const headOf = ({ id, purpose, algorithm }: WrappedKey): Buffer => Buffer.from(`key:${purpose}:${algorithm}:${id}`);
