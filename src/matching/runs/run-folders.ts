import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { ChangedRecords, Stretch } from '../../platform/changes/index.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { IdSet } from '../engine/id-set.js';
import { SHEET } from '../engine/run-sheets.js';
import { Shelf } from '../engine/shelf.js';
import type { MatchingRun } from './matching-run.js';
import { MatchingRunStore } from './matching-run.store.js';

/** Name of the sheet of changes that a run has seen. Earlier versions left none: their runs are no base. */
const SEEN = 'seen';

/** What had changed when a run began. */
export interface SeenChanges {
  readonly notes: readonly Stretch[];
  /** None for a run that looks at everything. */
  readonly records: ChangedRecords;
}

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
  async isComplete(run: RunIdentity): Promise<boolean> {
    const shelf = this.shelf(run);
    return (await shelf.has(SEEN)) && (await shelf.has(SHEET.rewrite));
  }

  /** Keeps which changes the run has seen. */
  async keepSeen(run: RunIdentity, { notes, records }: SeenChanges): Promise<void> {
    const ids = { enterprise: Uint32Array.from(records.enterprise), unit: Uint32Array.from(records.unit), link: Uint32Array.from(records.link) };
    const [firsts, lasts] = [Uint32Array.from(notes, ({ first }) => first), Uint32Array.from(notes, ({ last }) => last)];
    await this.shelf(run).put(SEEN, { ...ids, firsts, lasts });
  }

  /** What the run has seen of changes. */
  async seenBy(run: RunIdentity): Promise<SeenChanges> {
    const sheet = await this.shelf(run).get(SEEN);
    const ids = (name: string): number[] => [...sheet.u32(name)];
    const lasts = ids('lasts');
    const notes = ids('firsts').map((first, i) => ({ first, last: lasts[i] ?? first }));
    return { notes, records: { enterprise: ids('enterprise'), unit: ids('unit'), link: ids('link') } };
  }

  /** The enterprises whose links a run that is no base for others may have written; null where these may be all. */
  async rewrittenBy(run: RunIdentity): Promise<IdSet | null> {
    const sheet = await this.shelf(run).find(SHEET.rewrite);
    const isKnown = sheet !== null && !(sheet.facts as { readonly isFull: boolean }).isFull;
    return isKnown ? new IdSet(sheet.u32('ids')) : null;
  }

  async removeAllBut(runs: readonly RunIdentity[]): Promise<void> {
    const kept = new Set(runs.map(folderOf));
    const found = await readdir(this.parent).catch(() => []);
    for (const name of found) if (!kept.has(name)) await new Shelf(join(this.parent, name)).clear();
  }
}

/** In a database that was restored from a backup the next run has a number that another one had before: the moment tells them apart. */
const folderOf = ({ id, createdAt }: RunIdentity): string => `${id}-${createdAt.getTime()}`;
