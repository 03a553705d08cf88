import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { KeyStore, type KeptKey } from './key.store.js';

/** A key as the server's operator sees it: never its secret. */
export interface KeyInfo extends Omit<KeptKey, 'wrapped' | 'wrappedBy'> {
  /** New texts are sealed with it. */
  readonly writing: boolean;
}

/** The keys, oldest first. */
@Injectable()
export class ListKeys {
  constructor(
    private readonly store: KeyStore,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<KeyInfo[]> {
    const keys = await this.store.all();
    const now = this.clock.now();
    const begun = keys.filter(({ purpose, activeFrom }) => purpose === 'seal' && activeFrom <= now);
    const writing = begun.sort((a, b) => b.activeFrom.getTime() - a.activeFrom.getTime())[0];
    return keys.map(({ wrapped: _wrapped, wrappedBy: _by, ...key }) => ({
      ...key,
      writing: key.purpose !== 'seal' || key.id === writing?.id,
    }));
  }
}
