import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Installation } from '../support/installation.js';
import type { Application } from '../support/processes.js';
import type { DatabaseKind } from '../support/services.js';
import { packsOfTwoCities } from './packs.js';
import { buildWorld, type World } from './world.js';

export interface RunningWorld {
  readonly installation: Installation;
  readonly application: Application;
  readonly world: World;
  close(): Promise<void>;
}

/** A folder in which a world is kept, so that many builds of the application are tried on the same one (see scripts/mutate.mjs). */
const KEPT = process.env['ACCESS_WORLD'];

/** An installation with two cities in it, and one of each kind of thing in each county. */
export async function openWorld(kind: DatabaseKind): Promise<RunningWorld> {
  const packs = packsOfTwoCities();
  const installation = await Installation.create(kind);
  const env = { REGION_PACK: join(packs, '150800') };
  const close = async (): Promise<void> => {
    await installation.drop();
    rmSync(packs, { recursive: true });
  };
  const kept = KEPT === undefined ? undefined : join(KEPT, 'world.json');
  if (kept !== undefined && existsSync(kept)) {
    cpSync(join(KEPT ?? '', 'data'), installation.dataDir, { recursive: true });
    return { installation, application: await installation.start(env), world: JSON.parse(readFileSync(kept, 'utf8')) as World, close };
  }
  const filling = await installation.start(env);
  const world = await buildWorld(installation, filling, packs);
  if (kept === undefined) return { installation, application: filling, world, close };
  await filling.stop();
  mkdirSync(KEPT ?? '', { recursive: true });
  cpSync(installation.dataDir, join(KEPT ?? '', 'data'), { recursive: true });
  writeFileSync(kept, JSON.stringify(world));
  return { installation, application: await installation.start(env), world, close };
}
