import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimRedis } from '../support/redis.js';
import { createScratchDatabase, type DatabaseKind, type ScratchDatabase } from '../support/services.js';
import { OwnMariadb, OwnRedis } from './own-servers.js';

export type Dispatcher = 'embedded' | 'bullmq';

/** What an installation stands on. */
export interface Backing {
  readonly config: ScratchDatabase['config'];
  /** Undefined: the embedded dispatcher. */
  readonly redisUrl: string | undefined;
  /** The servers, where they are the test's own. */
  readonly mariadb: OwnMariadb | undefined;
  readonly redis: OwnRedis | undefined;
  readonly drop: () => Promise<void>;
}

/** A database and a Redis of the servers that all tests share: they may not be harmed. */
export async function sharedBacking(dispatcher: Dispatcher, kind: DatabaseKind): Promise<Backing> {
  const scratch = await createScratchDatabase(kind, 'faults');
  const redis = dispatcher === 'bullmq' ? await claimRedis() : undefined;
  const drop = async (): Promise<void> => {
    await redis?.release();
    await scratch.drop();
  };
  return { config: scratch.config, redisUrl: redis?.url, mariadb: undefined, redis: undefined, drop };
}

/** Servers of its own, to be killed. */
export async function ownBacking(dispatcher: Dispatcher, kind: DatabaseKind): Promise<Backing> {
  const folder = mkdtempSync(join(tmpdir(), 'dust-faults-'));
  const mariadb = kind === 'mariadb' ? await OwnMariadb.create(folder) : undefined;
  const redis = dispatcher === 'bullmq' ? await OwnRedis.create() : undefined;
  await mariadb?.query('CREATE DATABASE dust CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const databaseUrl = mariadb && `${mariadb.url.replace(/^mysql:/, 'mariadb:')}/dust`;
  const config = { dataDir, databaseUrl, dialect: kind, allowWeakDurability: false };
  const drop = async (): Promise<void> => {
    await mariadb?.stop();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { config, redisUrl: redis?.url, mariadb, redis, drop };
}
