import { Injectable } from '@nestjs/common';
import { Between, In } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { chunks, Database, inLists, insertInChunks } from '../../platform/database/index.js';
import { pairKey, type Candidate } from '../domain/index.js';
import type { DecidedPair } from '../engine/decisions.js';
import { writeEvidence } from '../evidence-text.js';
import { CandidateStore, type FoundCandidates, type LinkCounts } from '../runs/candidate.store.js';
import { LinkEntity } from './link.entity.js';

type Content = Pick<LinkEntity, 'countyCode' | 'status' | 'tier' | 'relation' | 'score' | 'rank' | 'reason' | 'evidence' | 'ruleset'>;
type FoundLink = Content & Pick<LinkEntity, 'enterpriseId' | 'unitId'>;

const UNDECIDED = ['auto', 'review'] as const;
const LONGEST_REASON = 500;

@Injectable()
export class TypeOrmCandidateStore extends CandidateStore {
  constructor(private readonly database: Database) {
    super();
  }

  decidedPairs(scope: Scope): Promise<DecidedPair[]> {
    return this.database.reader
      .createQueryBuilder(LinkEntity, 'link')
      .select(['link.enterpriseId AS enterpriseId', 'link.unitId AS unitId', 'link.status AS status'])
      .where({ countyCode: In([...scope.countyCodes]), status: In(['confirmed', 'rejected']) })
      .orderBy('link.id')
      .getRawMany<DecidedPair>();
  }

  async replace(scope: Scope, found: readonly FoundCandidates[], ruleset: string, at: Date): Promise<void> {
    const { writer } = this.database;
    const known = await inLists(
      found.map(({ enterpriseId }) => enterpriseId),
      (ids) => writer.findBy(LinkEntity, { enterpriseId: In(ids) }),
    );
    const byPair = new Map(known.map((row) => [pairOf(row), row]));
    const links = await this.withoutOwned(
      scope,
      found.flatMap((each) => linksOf(each, ruleset)),
    );
    await this.removeOthers(known, links);
    const fresh: FoundLink[] = [];
    for (const link of links) {
      const row = byPair.get(pairOf(link));
      if (!row) fresh.push(link);
      else if (isUndecided(row) && !isSame(row, link)) await this.change(row, link, at);
    }
    const unseen = { decidedBy: null, decidedAt: null, note: null, version: 1, updatedAt: at };
    await insertInChunks(
      writer,
      LinkEntity,
      fresh.map((link) => ({ ...link, ...unseen })),
    );
  }

  async removeUnlisted(scope: Scope, first: number, last: number, isListed: (enterpriseId: number) => boolean): Promise<void> {
    const owners = await this.database.writer
      .createQueryBuilder(LinkEntity, 'link')
      .select('link.enterpriseId', 'enterpriseId')
      .distinct()
      .where({ enterpriseId: Between(first, last), status: In([...UNDECIDED]), countyCode: In([...scope.countyCodes]) })
      .getRawMany<{ enterpriseId: number }>();
    await this.removeOf(
      scope,
      owners.map(({ enterpriseId }) => enterpriseId).filter((id) => !isListed(id)),
    );
  }

  async removeOf(scope: Scope, enterpriseIds: readonly number[]): Promise<void> {
    const where = { status: In([...UNDECIDED]), countyCode: In([...scope.countyCodes]) };
    for (const ids of chunks(enterpriseIds, 500)) await this.database.writer.delete(LinkEntity, { ...where, enterpriseId: In(ids) });
  }

  async count(scope: Scope): Promise<LinkCounts> {
    const query = this.database.reader
      .createQueryBuilder(LinkEntity, 'link')
      .where({ countyCode: In([...scope.countyCodes]), status: In([...UNDECIDED, 'confirmed']) });
    const rows = await query
      .clone()
      .select(['link.status AS status', 'COUNT(*) AS number'])
      .groupBy('link.status')
      .getRawMany<{ status: string; number: number | string }>();
    const owners = await query.select('COUNT(DISTINCT link.enterpriseId)', 'number').getRawOne<{ number: number | string }>();
    const count = (status: string): number => Number(rows.find((row) => row.status === status)?.number ?? 0);
    return { auto: count('auto'), review: count('review'), confirmed: count('confirmed'), enterprises: Number(owners?.number ?? 0) };
  }

  /** Without what would give a unit a second owner. */
  private async withoutOwned(scope: Scope, links: readonly FoundLink[]): Promise<FoundLink[]> {
    const automatic = links.filter(({ status }) => status === 'auto');
    const owners = await inLists(
      automatic.map(({ unitId }) => unitId),
      (ids) =>
        this.database.writer.find(LinkEntity, { select: OWNER_COLUMNS, where: { unitId: In(ids), status: In(['auto', 'confirmed']) } }),
    );
    const seekers = new Map(automatic.map(({ unitId, enterpriseId }) => [unitId, enterpriseId]));
    const others = owners.filter(({ unitId, enterpriseId }) => seekers.get(unitId) !== enterpriseId);
    const mayLeave = ({ status, countyCode }: Pick<LinkEntity, 'status' | 'countyCode'>): boolean =>
      status === 'auto' && scope.allows(countyCode);
    const left = others.filter(mayLeave).map(({ id }) => id);
    for (const ids of chunks(left, 500)) await this.database.writer.delete(LinkEntity, { id: In(ids), status: 'auto' });
    const owned = new Set(others.filter((owner) => !mayLeave(owner)).map(({ unitId }) => unitId));
    return links.filter(({ status, unitId }) => status !== 'auto' || !owned.has(unitId));
  }

  private async removeOthers(known: readonly LinkEntity[], links: readonly FoundLink[]): Promise<void> {
    const kept = new Set(links.map(pairOf));
    const gone = known.filter((row) => isUndecided(row) && !kept.has(pairOf(row))).map(({ id }) => id);
    for (const ids of chunks(gone, 500)) await this.database.writer.delete(LinkEntity, { id: In(ids), status: In([...UNDECIDED]) });
  }

  private async change(row: LinkEntity, link: FoundLink, at: Date): Promise<void> {
    await this.database.writer.update(
      LinkEntity,
      { id: row.id, version: row.version },
      { ...link, version: row.version + 1, updatedAt: at },
    );
  }
}

const OWNER_COLUMNS = { id: true, enterpriseId: true, unitId: true, status: true, countyCode: true } as const;

const pairOf = ({ enterpriseId, unitId }: Pick<LinkEntity, 'enterpriseId' | 'unitId'>): string => pairKey(enterpriseId, unitId);
const isUndecided = ({ status }: LinkEntity): boolean => UNDECIDED.some((undecided) => undecided === status);

function linksOf({ countyCode, candidates }: FoundCandidates, ruleset: string): FoundLink[] {
  return candidates.map(({ score, evidence, reason, ...candidate }: Candidate) => ({
    ...candidate,
    countyCode,
    score: Math.round(score * 1000),
    reason: reason.slice(0, LONGEST_REASON),
    evidence: writeEvidence(evidence),
    ruleset,
  }));
}

const CONTENT = [
  'countyCode',
  'status',
  'tier',
  'relation',
  'score',
  'rank',
  'reason',
  'evidence',
  'ruleset',
] as const satisfies (keyof Content)[];

const isSame = (row: LinkEntity, link: FoundLink): boolean => CONTENT.every((column) => row[column] === link[column]);
