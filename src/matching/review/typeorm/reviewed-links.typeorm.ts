import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Scope } from '../../../access/index.js';
import { Database, inLists } from '../../../platform/database/index.js';
import { readEvidence, writeEvidence } from '../../evidence-text.js';
import type { LinkStatus } from '../../link-status.js';
import { LinkEntity } from '../../typeorm/link.entity.js';
import type { KeptLink } from '../history.store.js';
import { ReviewedLinks, type LinkState, type ReviewedLink } from '../reviewed-links.store.js';

@Injectable()
export class TypeOrmReviewedLinks extends ReviewedLinks {
  constructor(private readonly database: Database) {
    super();
  }

  async ofEnterprises(scope: Scope, enterpriseIds: readonly number[]): Promise<ReviewedLink[]> {
    const rows = await inLists(enterpriseIds, (ids) =>
      this.database.reader.findBy(LinkEntity, { enterpriseId: In(ids), countyCode: In([...scope.countyCodes]) }),
    );
    return rows.map(toLink).sort((a, b) => a.enterpriseId - b.enterpriseId || a.rank - b.rank || a.unitId - b.unitId);
  }

  async find(scope: Scope, id: number): Promise<ReviewedLink | undefined> {
    const row = await this.database.reader.findOneBy(LinkEntity, { id, countyCode: In([...scope.countyCodes]) });
    return row ? toLink(row) : undefined;
  }

  async enterprisesWith(scope: Scope, statuses: readonly LinkStatus[], afterId: number, limit: number): Promise<number[]> {
    const rows = await this.database.reader
      .createQueryBuilder(LinkEntity, 'link')
      .select('link.enterpriseId', 'enterpriseId')
      .where('link.countyCode IN (:...codes)', { codes: scope.countyCodes })
      .andWhere('link.status IN (:...statuses)', { statuses })
      .andWhere('link.enterpriseId > :afterId', { afterId })
      .groupBy('link.enterpriseId')
      .orderBy('link.enterpriseId')
      .limit(limit)
      .getRawMany<{ enterpriseId: number }>();
    return rows.map(({ enterpriseId }) => enterpriseId);
  }

  async add({ score, evidence, ...link }: KeptLink, at: Date): Promise<ReviewedLink> {
    const { writer } = this.database;
    const values = { ...link, score: Math.round(score * 1000), evidence: writeEvidence(evidence), version: 1, updatedAt: at };
    return toLink(await this.database.reaching(reachOf(link), () => writer.save(writer.create(LinkEntity, values))));
  }

  async change(id: number, version: number, { status, decidedBy, decidedAt, note }: LinkState, at: Date): Promise<boolean> {
    const values = { status, decidedBy, decidedAt, note, version: version + 1, updatedAt: at };
    return this.changes(id, async () => (await this.database.writer.update(LinkEntity, { id, version }, values)).affected === 1);
  }

  async remove(id: number, version: number): Promise<boolean> {
    return this.changes(id, async () => (await this.database.writer.delete(LinkEntity, { id, version })).affected === 1);
  }

  private async changes(id: number, work: () => Promise<boolean>): Promise<boolean> {
    const link = await this.database.writer.findOne(LinkEntity, { select: { id: true, enterpriseId: true, unitId: true }, where: { id } });
    return link ? this.database.reaching(reachOf(link), work) : false;
  }
}

/** Figures of whoever has the unit, or a claim to it, may change. */
const reachOf = ({ enterpriseId, unitId }: Pick<LinkEntity, 'enterpriseId' | 'unitId'>): string[] => [
  `enterprise ${enterpriseId}`,
  `unit ${unitId}`,
];

const toLink = ({ score, evidence, updatedAt: _at, ...row }: LinkEntity): ReviewedLink => ({
  ...row,
  score: score / 1000,
  evidence: readEvidence(evidence),
});
