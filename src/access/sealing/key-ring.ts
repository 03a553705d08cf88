import type { IndexKey } from './index-key.js';
import { KeyedHash } from './keyed-hash.js';
import type { SealKey } from './seal.js';

/** A key with the instant from which on it is written with. */
export interface RingKey extends SealKey {
  readonly activeFrom: Date;
}

/** The unwrapped keys of this process: one to write with, all others to read with. */
export class KeyRing {
  private byId: ReadonlyMap<string, SealKey> = new Map();
  /** Newest first. */
  private newestFirst: readonly RingKey[] = [];
  private hash: KeyedHash | undefined;

  constructor(private readonly now: () => Date) {}

  /** Takes the place of whatever was on the ring. */
  load(keys: readonly RingKey[], index: IndexKey): void {
    this.byId = new Map(keys.map((key) => [key.id, key]));
    this.newestFirst = [...keys].sort((a, b) => b.activeFrom.getTime() - a.activeFrom.getTime());
    this.hash = new KeyedHash(index.secret, index.algorithm);
  }

  /** The newest key whose time has come. Throws where none is loaded: nothing may be written before the application has prepared itself. */
  writing(): SealKey {
    const now = this.now();
    const key = this.newestFirst.find(({ activeFrom }) => activeFrom <= now) ?? this.newestFirst.at(-1);
    if (!key) throw notLoaded();
    return key;
  }

  find(id: string): SealKey | undefined {
    return this.byId.get(id);
  }

  get index(): KeyedHash {
    if (!this.hash) throw notLoaded();
    return this.hash;
  }
}

const notLoaded = (): Error => new Error('The keys of personal data are not loaded yet.');
