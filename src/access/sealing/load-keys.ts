import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Problem } from '../../kernel/index.js';
import { log } from '../../platform/logging/log.js';
import { AuditKey } from '../audit/audit-key.js';
import { AuditChain } from '../audit/domain/index.js';
import { DataKeyHolder } from './data-key-holder.js';
import type { IndexAlgorithmName, IndexKey } from './index-key.js';
import { KeyRing, type RingKey } from './key-ring.js';
import { KeyStore, type KeptKey } from './key.store.js';
import type { SealAlgorithmName } from './seal-algorithm.js';

/** How soon every process has a new key; see `KNOWN_AFTER_MS`. */
const REFRESH_MS = 15_000;
/** After so long a new key is written with: four times as long as any process needs to have it. */
export const KNOWN_AFTER_MS = 60_000;

/** Unwraps the database's keys onto this process's ring, and again every 15 seconds: another process may have made one. */
@Injectable()
export class LoadKeys implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: KeyStore,
    private readonly dataKey: DataKeyHolder,
    private readonly ring: KeyRing,
    private readonly auditKey: AuditKey,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.refresh(), REFRESH_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Throws Problem `data-key-mismatch`; the ring stays as it was. */
  async run(): Promise<void> {
    const bound = await this.store.dataKeyId();
    if (bound !== undefined && !(await this.dataKey.follow(bound))) throw dataKeyMismatch();
    const keys = await this.store.all();
    const index = keys.find(({ purpose }) => purpose === 'index');
    const audit = keys.find(({ purpose }) => purpose === 'audit');
    if (audit) this.auditKey.load(new AuditChain(this.secretOf(audit), audit.id));
    if (!index) return;
    const seals = keys.filter(({ purpose, state }) => purpose === 'seal' && state !== 'destroyed');
    this.ring.load(
      seals.map((key) => this.toRingKey(key)),
      this.toIndexKey(index),
    );
  }

  /** A process that cannot follow goes on with the keys that it has. */
  private async refresh(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      log.warn({ code: error instanceof Problem ? error.code : 'unknown' }, 'the keys of personal data were not refreshed');
    }
  }

  private toRingKey(key: KeptKey): RingKey {
    return { id: key.id, algorithm: key.algorithm as SealAlgorithmName, secret: this.secretOf(key), activeFrom: key.activeFrom };
  }

  private toIndexKey(key: KeptKey): IndexKey {
    return { id: key.id, algorithm: key.algorithm as IndexAlgorithmName, secret: this.secretOf(key) };
  }

  private secretOf(key: KeptKey): Buffer {
    const secret = secretOf(key, this.dataKey);
    if (!secret) throw dataKeyMismatch();
    return secret;
  }
}

/** Undefined where the data key has not wrapped it. */
export function secretOf(key: KeptKey, { current }: Pick<DataKeyHolder, 'current'>): Buffer | undefined {
  if (key.wrapped !== null) return current.unwrap(key, key.wrapped);
  if (key.id !== current.id) return undefined;
  return key.purpose === 'seal' ? current.derivedSealKey().secret : current.derivedIndexKey().secret;
}

export const dataKeyMismatch = (): Problem =>
  new Problem(
    'unavailable',
    'data-key-mismatch',
    '本机的数据密钥与数据库所用的不一致。请从原主机复制 data.key，或在各主机配置相同的 DATA_KEY，然后重新启动。',
  );
