import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Scope } from '../../../access/index.js';
import { groupBy } from '../../../kernel/index.js';
import { ChangeLog } from '../../../platform/changes/index.js';
import { Database, inLists, insertInChunks } from '../../../platform/database/index.js';
import { DecisionHistory, type KeptLink, type NewAct, type NewChange, type RecordedChange } from '../history.store.js';
import { MatchActEntity, MatchChangeEntity } from './history.entities.js';

@Injectable()
export class TypeOrmDecisionHistory extends DecisionHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async record({ kind, by, byId, at, note }: NewAct, changes: readonly NewChange[]): Promise<number> {
    const { writer } = this.database;
    const act = await writer.save(writer.create(MatchActEntity, { kind, actedBy: by, actedById: byId, actedAt: at, note }));
    await insertInChunks(
      writer,
      MatchChangeEntity,
      changes.map(({ before, ...change }) => ({ ...change, actId: act.id, before: before && JSON.stringify(before) })),
    );
    const log = new ChangeLog(this.database);
    for (const [countyCode, ofCounty] of groupBy(changes, (change) => change.countyCode)) {
      await log.note(
        countyCode,
        'link',
        ofCounty.map(({ enterpriseId }) => enterpriseId),
      );
    }
    return act.id;
  }

  async ofEnterprises(scope: Scope, enterpriseIds: readonly number[]): Promise<RecordedChange[]> {
    return this.withActs(
      await inLists(enterpriseIds, (ids) =>
        this.database.reader.findBy(MatchChangeEntity, { enterpriseId: In(ids), countyCode: In([...scope.countyCodes]) }),
      ),
    );
  }

  async ofAct(scope: Scope, actId: number): Promise<RecordedChange[]> {
    return this.withActs(await this.database.reader.findBy(MatchChangeEntity, { actId, countyCode: In([...scope.countyCodes]) }));
  }

  async aboutUnits(scope: Scope, unitNos: readonly string[]): Promise<RecordedChange[]> {
    return this.withActs(
      await inLists(unitNos, (piece) =>
        this.database.reader.findBy(MatchChangeEntity, { countyCode: In([...scope.countyCodes]), unitNo: In(piece) }),
      ),
    );
  }

  async foundWrong(scope: Scope): Promise<RecordedChange[]> {
    const rows = await this.database.reader
      .createQueryBuilder(MatchChangeEntity, 'change')
      .innerJoin(MatchActEntity, 'act', 'act.id = change.actId')
      .where("act.kind = 'second-look'")
      .andWhere('change.countyCode IN (:...codes)', { codes: scope.countyCodes })
      .getMany();
    return this.withActs(rows);
  }

  private async withActs(rows: readonly MatchChangeEntity[]): Promise<RecordedChange[]> {
    const acts = await inLists([...new Set(rows.map(({ actId }) => actId))], (ids) =>
      this.database.reader.findBy(MatchActEntity, { id: In(ids) }),
    );
    const byId = new Map(acts.map((act) => [act.id, act]));
    return rows
      .flatMap((row) => {
        const act = byId.get(row.actId);
        return act ? [toChange(row, act)] : [];
      })
      .sort((a, b) => a.id - b.id);
  }
}

function toChange(row: MatchChangeEntity, { kind, actedBy, actedById, actedAt, note }: MatchActEntity): RecordedChange {
  return { ...row, before: row.before === null ? null : keptLink(row.before), kind, actedBy, actedById, actedAt, note };
}

/** What is stored was written by `record`; JSON keeps instants as text. */
function keptLink(json: string): KeptLink {
  const link = JSON.parse(json) as KeptLink & { readonly decidedAt: string | null };
  return { ...link, decidedAt: link.decidedAt === null ? null : new Date(link.decidedAt) };
}
