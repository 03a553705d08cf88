import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { Database, inLists } from '../../platform/database/index.js';
import { readEvidence } from '../evidence-text.js';
import { LinkStore, type Link, type LinkFilter, type ManualLink, type NewDecision } from '../link.store.js';
import { LinkEntity } from './link.entity.js';

@Injectable()
export class TypeOrmLinkStore extends LinkStore {
  constructor(private readonly database: Database) {
    super();
  }

  async list(scope: Scope, { status, enterpriseId, unitId, afterId, limit }: LinkFilter): Promise<Link[]> {
    const rows = await this.database.reader.find(LinkEntity, {
      where: {
        countyCode: In([...scope.countyCodes]),
        ...(status === undefined ? {} : { status }),
        ...(enterpriseId === undefined ? {} : { enterpriseId }),
        ...(unitId === undefined ? {} : { unitId }),
        ...(afterId === undefined ? {} : { id: MoreThan(afterId) }),
      },
      order: { id: 'ASC' },
      ...(limit === undefined ? {} : { take: limit }),
    });
    return rows.map(toLink);
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

  async addManual(link: ManualLink, { status, by, at, note }: NewDecision, ruleset: string): Promise<Link> {
    const { writer } = this.database;
    const row = writer.create(LinkEntity, {
      ...link,
      status,
      tier: 'M',
      relation: 'same',
      score: 0,
      rank: 0,
      reason: '人工关联',
      evidence: '[]',
      ruleset,
      decidedBy: by,
      decidedAt: at,
      note,
      version: 1,
      updatedAt: at,
    });
    return toLink(await writer.save(row));
  }

  async decide(id: number, version: number, { status, by, at, note }: NewDecision): Promise<boolean> {
    const values = { status, decidedBy: by, decidedAt: at, note, version: version + 1, updatedAt: at };
    return (await this.database.writer.update(LinkEntity, { id, version }, values)).affected === 1;
  }

  async reopen(id: number, version: number, at: Date): Promise<boolean> {
    const values = { status: 'review' as const, decidedBy: null, decidedAt: null, note: null, version: version + 1, updatedAt: at };
    return (await this.database.writer.update(LinkEntity, { id, version }, values)).affected === 1;
  }
}

function toLink({ score, evidence, ruleset: _ruleset, updatedAt: _updatedAt, ...row }: LinkEntity): Link {
  return { ...row, score: score / 1000, evidence: readEvidence(evidence) };
}
