import { Redis } from 'ioredis';
import { REDIS_URL } from './services.js';

/** Far from what else may live in a developer's Redis. */
const DATABASES = [15, 14, 13, 12, 11, 10];
const CLAIM = 'dust-coverage-e2e-claim';
const CLAIM_SECONDS = 900;
/** Of all keys of the application: `DEFAULT_REDIS_PREFIX`. */
const KEYS = 'dust-coverage:*';

export interface ClaimedRedis {
  readonly url: string;
  release(): Promise<void>;
}

/** A Redis database of its own for one installation: two that shared one would take each other's wake-ups. */
export async function claimRedis(): Promise<ClaimedRedis> {
  for (const database of DATABASES) {
    const url = new URL(REDIS_URL);
    url.pathname = `/${database}`;
    const client = new Redis(url.href);
    if ((await client.set(CLAIM, process.pid, 'EX', CLAIM_SECONDS, 'NX')) === 'OK') {
      await removeKeys(client);
      return { url: url.href, release: () => release(client) };
    }
    client.disconnect();
  }
  throw new Error(`All Redis databases for tests (${DATABASES.join(', ')}) are in use.`);
}

async function release(client: Redis): Promise<void> {
  await removeKeys(client);
  await client.del(CLAIM);
  client.disconnect();
}

async function removeKeys(client: Redis): Promise<void> {
  const keys = await client.keys(KEYS);
  if (keys.length > 0) await client.del(...keys);
}
