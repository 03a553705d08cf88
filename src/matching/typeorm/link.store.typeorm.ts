import { Injectable } from '@nestjs/common';
import { And, In, LessThanOrEqual, MoreThan, type FindOptionsWhere } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { Database, inLists } from '../../platform/database/index.js';
import { readEvidence } from '../evidence-text.js';
import { LinkStore, type Link, type LinkExtent, type LinkFilter } from '../link.store.js';
import { LinkEntity } from './link.entity.js';

@Injectable()
export class TypeOrmLinkStore extends LinkStore {
  constructor(private readonly database: Database) {
    super();
  }

  async list(scope: Scope, filter: LinkFilter): Promise<Link[]> {
    const { limit } = filter;
    const rows = await this.database.reader.find(LinkEntity, {
      where: conditions(scope, filter),
      order: { id: 'ASC' },
      ...(limit === undefined ? {} : { take: limit }),
    });
    return rows.map(toLink);
  }

  async ofEnterprises(scope: Scope, enterpriseIds: readonly number[]): Promise<Link[]> {
    const rows = await inLists(enterpriseIds, (ids) =>
      this.database.reader.find(LinkEntity, { where: { enterpriseId: In(ids) }, order: { id: 'ASC' } }),
    );
    return rows.filter(({ countyCode }) => scope.allows(countyCode)).map(toLink);
  }

  async extent(scope: Scope, upToId?: number): Promise<LinkExtent> {
    const { reader } = this.database;
    const where = conditions(scope, { upToId });
    const [last] = await reader.find(LinkEntity, { select: { id: true }, where, order: { id: 'DESC' }, take: 1 });
    const lastId = last?.id ?? 0;
    return { count: await reader.countBy(LinkEntity, conditions(scope, { upToId: lastId })), lastId };
  }

  async find(id: number, scope: Scope): Promise<Link | undefined> {
    const row = await this.database.reader.findOneBy(LinkEntity, { id, countyCode: In([...scope.countyCodes]) });
    return row ? toLink(row) : undefined;
  }

  async findPair(enterpriseId: number, unitId: number, scope: Scope): Promise<Link | undefined> {
    const row = await this.database.reader.findOneBy(LinkEntity, { enterpriseId, unitId, countyCode: In([...scope.countyCodes]) });
    return row ? toLink(row) : undefined;
  }

  statusesOfUnits(unitIds: readonly number[]): Promise<Pick<Link, 'id' | 'enterpriseId' | 'unitId' | 'status'>[]> {
    return inLists(unitIds, (ids) =>
      this.database.reader.find(LinkEntity, {
        select: { id: true, enterpriseId: true, unitId: true, status: true },
        where: { unitId: In(ids) },
      }),
    );
  }
}

function conditions(scope: Scope, { status, enterpriseId, unitId, afterId, upToId }: LinkFilter): FindOptionsWhere<LinkEntity> {
  return {
    countyCode: In([...scope.countyCodes]),
    ...(status === undefined ? {} : { status }),
    ...(enterpriseId === undefined ? {} : { enterpriseId }),
    ...(unitId === undefined ? {} : { unitId }),
    ...(afterId === undefined && upToId === undefined ? {} : { id: And(MoreThan(afterId ?? 0), LessThanOrEqual(upToId ?? MAX_ID)) }),
  };
}

/** Ids are 32-bit integers. */
const MAX_ID = 2 ** 31 - 1;

function toLink({ score, evidence, ruleset: _ruleset, updatedAt: _updatedAt, ...row }: LinkEntity): Link {
  return { ...row, score: score / 1000, evidence: readEvidence(evidence) };
}
