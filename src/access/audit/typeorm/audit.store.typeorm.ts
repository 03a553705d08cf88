import { Injectable } from '@nestjs/common';
import { And, Between, In, IsNull, LessThan, MoreThan, MoreThanOrEqual, type FindOptionsWhere } from 'typeorm';
import { Database } from '../../../platform/database/index.js';
import { AuditStore, type AuditFilter, type AuditPage } from '../audit.store.js';
import type { AuditAction, AuditHead, AuditRecord } from '../domain/index.js';
import { AuditEntryEntity, AuditHeadEntity } from './audit.entities.js';

type Where = FindOptionsWhere<AuditEntryEntity>;

const CURRENT = { slot: 'current' } as const;

@Injectable()
export class TypeOrmAuditStore extends AuditStore {
  constructor(private readonly database: Database) {
    super();
  }

  async head(): Promise<AuditHead | undefined> {
    const head = await this.database.reader.findOneBy(AuditHeadEntity, CURRENT);
    return head ? { seq: head.seq, mac: head.mac } : undefined;
  }

  page(regionCodes: readonly string[], filter: AuditFilter, { beforeSeq, limit }: AuditPage): Promise<AuditRecord[]> {
    const narrowed = narrowedBy(filter, beforeSeq);
    const organisations = [...regionCodes];
    const where =
      filter.county === undefined
        ? visible(narrowed, organisations)
        : { ...narrowed, countyCode: In(organisations.filter((code) => code === filter.county)) };
    return this.database.reader.find(AuditEntryEntity, { where, order: { seq: 'DESC' }, take: limit });
  }

  after(seq: number, limit: number): Promise<AuditRecord[]> {
    return this.database.reader.find(AuditEntryEntity, { where: { seq: MoreThan(seq) }, order: { seq: 'ASC' }, take: limit });
  }

  async find(seq: number): Promise<AuditRecord | undefined> {
    return (await this.database.reader.findOneBy(AuditEntryEntity, { seq })) ?? undefined;
  }

  async newest(action: AuditAction): Promise<AuditRecord | undefined> {
    const [newest] = await this.database.reader.find(AuditEntryEntity, { where: { action }, order: { seq: 'DESC' }, take: 1 });
    return newest;
  }

  async firstSince(moment: Date): Promise<number | undefined> {
    const where = { at: MoreThanOrEqual(moment) };
    const [first] = await this.database.reader.find(AuditEntryEntity, { where, order: { seq: 'ASC' }, take: 1, select: { seq: true } });
    return first?.seq;
  }

  async declarePast(seq: number): Promise<void> {
    await this.database.writer.update(AuditHeadEntity, CURRENT, { purgedTo: seq });
  }

  async removePast(upTo: number, limit: number): Promise<boolean> {
    const { writer } = this.database;
    const [first] = await writer.find(AuditEntryEntity, { order: { seq: 'ASC' }, take: 1, select: { seq: true } });
    if (!first || first.seq > upTo) return false;
    const last = Math.min(upTo, first.seq + limit - 1);
    await writer.delete(AuditEntryEntity, { seq: Between(first.seq, last) });
    return last < upTo;
  }
}

function narrowedBy({ since, until, userId, action, outcome, subjectKind, subjectId }: AuditFilter, beforeSeq: number | undefined): Where {
  const bounds = [...(since ? [MoreThanOrEqual(since)] : []), ...(until ? [LessThan(until)] : [])];
  return {
    ...(bounds.length > 0 && { at: And(...bounds) }),
    ...(userId !== undefined && { userId }),
    ...(action !== undefined && { action }),
    ...(outcome !== undefined && { outcome }),
    ...(subjectKind !== undefined && { subjectKind }),
    ...(subjectId !== undefined && { subjectId }),
    ...(beforeSeq !== undefined && { seq: LessThan(beforeSeq) }),
  };
}

const visible = (narrowed: Where, organisations: string[]): Where[] => [
  { ...narrowed, countyCode: In(organisations) },
  { ...narrowed, countyCode: IsNull(), regionCode: In(organisations) },
  { ...narrowed, countyCode: IsNull(), regionCode: IsNull() },
];
