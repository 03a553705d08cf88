import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/index.js';
import { DataKeyHolder } from './data-key-holder.js';
import { KeyStore, type KeptKey } from './key.store.js';
import { dataKeyMismatch, LoadKeys, secretOf } from './load-keys.js';
import { newAuditKey, newIndexKey, newSealKey } from './new-keys.js';

/** Follows each other in all processes: what changes keys. */
export const KEYS_LOCK = 'sealing-keys';

/**
 * Ties the database to the data key of its first start, makes the first keys and loads them. A process with another data key (a second host with its own
 * key file, a lost file made anew) would neither open what is sealed nor find people again: it must not start.
 */
@Injectable()
export class PrepareKeys implements OnModuleInit {
  constructor(
    private readonly store: KeyStore,
    private readonly dataKey: DataKeyHolder,
    private readonly loading: LoadKeys,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'cipherProfile'>,
  ) {}

  /** Before any job of this process begins. */
  async onModuleInit(): Promise<void> {
    await this.run();
  }

  /** Throws Problem `data-key-mismatch`. */
  async run(): Promise<void> {
    const bound = (await this.store.dataKeyId()) ?? (await this.bind());
    if (!(await this.dataKey.follow(bound))) throw dataKeyMismatch();
    if (await this.isIncomplete()) await this.database.unitOfWork(() => this.complete(), KEYS_LOCK);
    await this.loading.run();
  }

  private async bind(): Promise<string> {
    const { id } = this.dataKey.current;
    try {
      await this.database.unitOfWork(() => this.store.bindDataKey(id, this.clock.now()));
    } catch (error) {
      // Another process, started at the same moment, was first: its key counts.
      const bound = await this.store.dataKeyId();
      if (bound === undefined) throw error;
      return bound;
    }
    return id;
  }

  private async isIncomplete(): Promise<boolean> {
    const keys = await this.store.all();
    return !keys.some(isOfAudit) || keys.some(isDerived);
  }

  private async complete(): Promise<void> {
    const keys = await this.store.all();
    if (keys.length === 0) await this.make();
    if (!keys.some(isOfAudit)) await this.store.add(newAuditKey(this.dataKey.current, this.clock.now()));
    for (const key of keys.filter(isDerived)) {
      const secret = secretOf(key, this.dataKey);
      if (!secret) throw dataKeyMismatch();
      await this.store.setWrapped(key.id, key.purpose, this.dataKey.current.wrap(key, secret), this.dataKey.current.id);
    }
  }

  private async make(): Promise<void> {
    const now = this.clock.now();
    const { cipherProfile } = this.config;
    await this.store.add(newSealKey(cipherProfile, this.dataKey.current, now, now));
    await this.store.add(newIndexKey(cipherProfile, this.dataKey.current, now));
  }
}

const isOfAudit = ({ purpose }: KeptKey): boolean => purpose === 'audit';

/** From before keys were rows: from now on it stands by itself, and the data key may change. */
const isDerived = ({ wrapped, state }: KeptKey): boolean => wrapped === null && state !== 'destroyed';
