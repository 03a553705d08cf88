import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { SHEET } from '../engine/run-sheets.js';
import { Shelf } from '../engine/shelf.js';
import type { MatchingRun } from './matching-run.js';
import { MatchingRunStore } from './matching-run.store.js';

type RunIdentity = Pick<MatchingRun, 'id' | 'createdAt'>;

/** `<dataDir>/matching/<run>`: what runs have worked out, shared by all processes. Derived from the database; who deletes it has the next run begin anew. */
@Injectable()
export class RunFolders {
  private readonly parent: string;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'dataDir'>,
    private readonly runs: MatchingRunStore,
  ) {
    this.parent = join(config.dataDir, 'matching');
  }

  shelf(run: RunIdentity): Shelf {
    return new Shelf(join(this.parent, folderOf(run)));
  }

  /** The run that this one goes on from. */
  async baseOf({ baseRunId }: Pick<MatchingRun, 'baseRunId'>): Promise<MatchingRun | undefined> {
    return baseRunId === null ? undefined : this.runs.find(baseRunId);
  }

  /** Whether the run has left what another can go on from. */
  isComplete(run: RunIdentity): Promise<boolean> {
    return this.shelf(run).has(SHEET.rewrite);
  }

  async removeAllBut(runs: readonly RunIdentity[]): Promise<void> {
    const kept = new Set(runs.map(folderOf));
    const found = await readdir(this.parent).catch(() => []);
    for (const name of found) if (!kept.has(name)) await new Shelf(join(this.parent, name)).clear();
  }
}

/** In a database that was restored from a backup the next run has a number that another one had before: the moment tells them apart. */
const folderOf = ({ id, createdAt }: RunIdentity): string => `${id}-${createdAt.getTime()}`;
