import { hash } from 'node:crypto';
import type { IndexAlgorithmName } from './index-key.js';

/** Bytes of a block, and of the result: of SHA-256 as of SM3. */
const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

const HASHES: Readonly<Record<IndexAlgorithmName, string>> = { 'hmac-sha-256': 'sha256', 'hmac-sm3': 'sm3' };

/**
 * HMAC (RFC 2104) of one key over short texts, many times over. `createHmac` makes an object outside of JavaScript's memory for each text,
 * which costs more to make and to clear away than the hash itself.
 */
export class KeyedHash {
  private readonly name: string;
  private readonly inner: Buffer;
  private readonly outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES);

  /** `key`: at most 64 bytes. */
  constructor(key: Buffer, algorithm: IndexAlgorithmName = 'hmac-sha-256') {
    this.name = HASHES[algorithm];
    if (key.length > BLOCK_BYTES) throw new RangeError('The key is longer than a block.');
    const block = Buffer.alloc(BLOCK_BYTES);
    key.copy(block);
    this.inner = Buffer.from(block.map((byte) => byte ^ 0x36));
    this.outer.set(block.map((byte) => byte ^ 0x5c));
  }

  of(text: string): Buffer {
    const inner = Buffer.concat([this.inner, Buffer.from(text, 'utf8')]);
    hash(this.name, inner, 'buffer').copy(this.outer, BLOCK_BYTES);
    return hash(this.name, this.outer, 'buffer');
  }
}
