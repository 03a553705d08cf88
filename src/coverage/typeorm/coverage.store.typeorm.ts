import { Injectable } from '@nestjs/common';
import { asLocalDate } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import { CoverageStore, type Snapshot } from '../coverage.store.js';
import type { Target } from '../domain/index.js';
import { CoverageSnapshotEntity, CoverageTargetEntity } from './coverage.entities.js';

@Injectable()
export class TypeOrmCoverageStore extends CoverageStore {
  constructor(private readonly database: Database) {
    super();
  }

  async targets(measure: string): Promise<Target[]> {
    const rows = await this.database.reader.findBy(CoverageTargetEntity, { measure });
    return rows.map(({ regionCode, year, percent, clause }) => ({ regionCode, year, percent, clause }));
  }

  async addTargets(measure: string, targets: readonly Target[]): Promise<void> {
    await this.database.writer.insert(
      CoverageTargetEntity,
      targets.map((target) => ({ ...target, measure })),
    );
  }

  async addSnapshot(snapshot: Omit<Snapshot, 'id'>): Promise<Snapshot> {
    const { writer } = this.database;
    return toSnapshot(await writer.save(writer.create(CoverageSnapshotEntity, { ...snapshot })));
  }
}

const toSnapshot = (row: CoverageSnapshotEntity): Snapshot => ({ ...row, asOf: asLocalDate(row.asOf) });
