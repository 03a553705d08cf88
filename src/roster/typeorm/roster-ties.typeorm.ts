import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, inLists } from '../../platform/database/index.js';
import { EnterpriseTies } from '../../registry/index.js';
import { RosterUnitEntity } from './roster.entities.js';

/** An enterprise of which a roster was handed over stays known, though no registry may name it for a while. */
@Injectable()
export class RosterTies {
  constructor(
    private readonly database: Database,
    enterprises: EnterpriseTies,
  ) {
    enterprises.add({ tiedAmong: (ids) => this.named(ids), release: () => Promise.resolve() });
  }

  private async named(enterpriseIds: readonly number[]): Promise<ReadonlySet<number>> {
    const units = await inLists(enterpriseIds, (ids) => this.database.reader.findBy(RosterUnitEntity, { enterpriseId: In(ids) }));
    return new Set(units.flatMap(({ enterpriseId }) => enterpriseId ?? []));
  }
}
