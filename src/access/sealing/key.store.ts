import type { KeyPurpose, WrappedKey } from './key-encryption-key.js';

/**
 * `live`: something may be sealed with it. `retired`: nothing is any more. `destroyed`: its secret is gone; the row stays, so that a sealed text which
 * turns up later can be told.
 */
export type KeyState = 'live' | 'retired' | 'destroyed';

/** A key as the database keeps it. */
export interface KeptKey extends WrappedKey {
  readonly purpose: KeyPurpose;
  readonly state: KeyState;
  /** The wrapped secret; null for one that is derived from the data key (before the first start of this version), and for a destroyed one. */
  readonly wrapped: string | null;
  /** By which data key. */
  readonly wrappedBy: string | null;
  readonly createdAt: Date;
  /** When processes begin to write with it: late enough for all of them to have it by then. */
  readonly activeFrom: Date;
  readonly retiredAt: Date | null;
}

/** Where the keys are kept, wrapped. Methods that change something need a unit of work. */
export abstract class KeyStore {
  abstract all(): Promise<KeptKey[]>;
  abstract add(key: KeptKey): Promise<void>;
  abstract setWrapped(id: string, purpose: KeyPurpose, wrapped: string, wrappedBy: string): Promise<void>;
  abstract retire(id: string, at: Date): Promise<void>;
  abstract destroy(id: string): Promise<void>;
  /** The data key that the database is tied to. */
  abstract dataKeyId(): Promise<string | undefined>;
  /** Fails where it is tied to one already. */
  abstract bindDataKey(keyId: string, at: Date): Promise<void>;
  abstract changeDataKey(keyId: string, at: Date): Promise<void>;
}
