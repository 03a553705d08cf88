import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { asLocalDate, asMonth, groupBy, type Month } from '../../kernel/index.js';
import { ChangeLog } from '../../platform/changes/index.js';
import { Database, inLists, insertInChunks } from '../../platform/database/index.js';
import type { LineInForce, LineSource, ScopeProposal } from '../domain/index.js';
import { EnterpriseTies } from '../enterprise-ties.js';
import {
  RegistryStore,
  type Enterprise,
  type EnterpriseDetail,
  type EnterpriseToMatch,
  type InsuranceProof,
  type KnownEnterprise,
  type LearntAlias,
  type LearntNameRival,
  type NewHandover,
  type RecordedDecision,
} from '../registry.store.js';
import { EnterprisesToMatch } from './enterprises-to-match.js';
import { HandoverUndo } from './handover-undo.js';
import { LearntIdentities } from './learnt-identities.js';
import { lineColumns, newestAmong } from './line-mapping.js';
import { noteEnterprises } from './note-enterprises.js';
import {
  EnterpriseAliasEntity,
  EnterpriseEntity,
  InsuranceProofEntity,
  RegistryHandoverEntity,
  RegistryLineEntity,
  ScopeDecisionEntity,
} from './registry.entities.js';

const END_OF_TIME = asMonth('9999-12');

@Injectable()
export class TypeOrmRegistryStore extends RegistryStore {
  private readonly learnt: LearntIdentities;

  constructor(
    private readonly database: Database,
    private readonly ties: EnterpriseTies,
  ) {
    super();
    this.learnt = new LearntIdentities(database);
  }

  async known(countyCode: string): Promise<KnownEnterprise[]> {
    const enterprises = await this.database.reader.findBy(EnterpriseEntity, { countyCode });
    const aliases = await this.learnt.aliasesOf(enterprises.map(({ id }) => id));
    const lines = new Map((await this.newest([countyCode], END_OF_TIME)).map((line) => [line.enterpriseId, line]));
    return enterprises.map(({ id, nameKey, creditCode }) => ({
      id,
      nameKey,
      creditCode,
      aliasKeys: (aliases.get(id) ?? []).map((alias) => alias.nameKey),
      line: lines.get(id) ?? null,
    }));
  }

  addHandover(handover: NewHandover): Promise<void> {
    const reach = [`county ${handover.countyCode}`];
    return this.database.reaching(reach, () => this.noting(handover.countyCode, () => this.writeHandover(handover)));
  }

  /** Notes which enterprises of the county are others for matching after the work. */
  private noting(countyCode: string, work: () => Promise<void>): Promise<void> {
    return new ChangeLog(this.database).noting(countyCode, 'enterprise', () => this.toMatchIn(countyCode), work);
  }

  private async toMatchIn(countyCode: string): Promise<EnterpriseToMatch[]> {
    const rows = await this.database.reader.find(EnterpriseEntity, { select: { id: true }, where: { countyCode }, order: { id: 'ASC' } });
    const ids = rows.map(({ id }) => id);
    return new EnterprisesToMatch(this.database).of(await this.handovers([countyCode], END_OF_TIME), ids);
  }

  private async writeHandover({ countyCode, month, batchId, recordedBy, recordedAt, lines }: NewHandover): Promise<void> {
    const { writer } = this.database;
    const handover = await writer.save(writer.create(RegistryHandoverEntity, { countyCode, month, batchId, recordedBy, recordedAt }));
    const fresh = lines.filter((line) => line.enterpriseId === null);
    await insertInChunks(
      writer,
      EnterpriseEntity,
      fresh.map(({ line, nameKey, source }) => ({
        countyCode,
        name: line.name,
        nameKey,
        creditCode: line.creditCode,
        batchId,
        sheet: source.sheet,
        rowNumber: source.row,
        createdAt: recordedAt,
      })),
    );
    const created = await writer.findBy(EnterpriseEntity, { batchId, countyCode });
    const idByOrigin = new Map(created.map(({ id, sheet, rowNumber }) => [`${sheet}\u0000${rowNumber}`, id]));
    const identified = lines.map((line) => {
      const enterpriseId = line.enterpriseId ?? idByOrigin.get(`${line.source.sheet}\u0000${line.source.row}`);
      if (enterpriseId === undefined) throw new Error('A new enterprise was not found again.');
      return { ...line, enterpriseId };
    });
    await insertInChunks(
      writer,
      RegistryLineEntity,
      identified.map((line) => ({ handoverId: handover.id, enterpriseId: line.enterpriseId, ...lineColumns(line) })),
    );
    await this.learnt.addCodes(identified);
    await this.learnt.addFormerNames(identified, recordedBy, recordedAt);
  }

  undoHandovers(batchId: number): Promise<void> {
    return new HandoverUndo(this.database, this.ties).run(batchId, (countyCode, work) => this.noting(countyCode, work));
  }

  async countiesWithData(scope: Scope, asOf: Month): Promise<ReadonlySet<string>> {
    const handovers = await this.handovers(scope.countyCodes, asOf);
    return new Set(handovers.map(({ countyCode }) => countyCode));
  }

  linesInForce(scope: Scope, asOf: Month): Promise<LineInForce[]> {
    return this.newest(scope.countyCodes, asOf);
  }

  hasLine(scope: Scope, { batchId, sheet, row }: LineSource): Promise<boolean> {
    return this.database.reader
      .createQueryBuilder(RegistryLineEntity, 'line')
      .innerJoin(RegistryHandoverEntity, 'handover', 'handover.id = line.handoverId')
      .where('line.batchId = :batchId AND line.sheet = :sheet AND line.rowNumber = :row', { batchId, sheet, row })
      .andWhere('handover.countyCode IN (:...codes)', { codes: scope.countyCodes })
      .getExists();
  }

  async enterprise(id: number, scope: Scope): Promise<Enterprise | undefined> {
    const row = await this.database.reader.findOneBy(EnterpriseEntity, { id, countyCode: In([...scope.countyCodes]) });
    return row ? { id: row.id, countyCode: row.countyCode, name: row.name } : undefined;
  }

  async named(ids: readonly number[], scope: Scope): Promise<ReadonlyMap<number, Enterprise>> {
    const lines = await this.newestOf(scope.countyCodes, ids);
    return new Map(lines.map(({ enterpriseId: id, countyCode, name }) => [id, { id, countyCode, name }]));
  }

  async details(scope: Scope, ids: readonly number[]): Promise<EnterpriseDetail[]> {
    const counties = [...scope.countyCodes];
    const rows = await inLists(ids, (piece) =>
      this.database.reader.find(EnterpriseEntity, { where: { id: In(piece), countyCode: In(counties) }, order: { id: 'ASC' } }),
    );
    const found = rows.map(({ id }) => id);
    const aliases = await this.learnt.aliasesOf(found);
    const lines = new Map((await this.newestOf(counties, found)).map((line) => [line.enterpriseId, line]));
    return rows.map(({ id, countyCode, name, creditCode }) => {
      const line = lines.get(id) ?? null;
      const others = (aliases.get(id) ?? []).map((alias) => alias.name);
      return { id, countyCode, name: line?.name ?? name, aliases: others, creditCode, line };
    });
  }

  async toMatchAmong(scope: Scope, first: number, last: number): Promise<EnterpriseToMatch[]> {
    const handovers = await this.handovers(scope.countyCodes, END_OF_TIME);
    return new EnterprisesToMatch(this.database).among(handovers, first, last);
  }

  async toMatchOf(scope: Scope, ids: readonly number[]): Promise<EnterpriseToMatch[]> {
    return new EnterprisesToMatch(this.database).of(await this.handovers(scope.countyCodes, END_OF_TIME), ids);
  }

  async lastEnterpriseId(): Promise<number> {
    return (await this.database.reader.maximum(EnterpriseEntity, 'id')) ?? 0;
  }

  async learnAlias({ enterpriseId, linkId, name, nameKey, by, at }: LearntAlias): Promise<void> {
    const known = await this.database.writer.countBy(EnterpriseAliasEntity, { enterpriseId, nameKey, linkId });
    if (known > 0) return;
    const origin = { source: 'confirmed-link' as const, linkId, createdBy: by, createdAt: at };
    await this.database.writer.insert(EnterpriseAliasEntity, { enterpriseId, name, nameKey, ...origin });
    await noteEnterprises(this.database, [enterpriseId]);
  }

  async forgetAliases(linkId: number): Promise<void> {
    const { writer } = this.database;
    const forgotten = await writer.findBy(EnterpriseAliasEntity, { linkId });
    await writer.delete(EnterpriseAliasEntity, { linkId });
    await noteEnterprises(
      this.database,
      forgotten.map(({ enterpriseId }) => enterpriseId),
    );
  }

  async learntNameRivals(scope: Scope): Promise<LearntNameRival[]> {
    const rows = await this.database.reader
      .createQueryBuilder(EnterpriseAliasEntity, 'alias')
      .innerJoin(EnterpriseEntity, 'owner', 'owner.id = alias.enterpriseId')
      .innerJoin(EnterpriseEntity, 'rival', 'rival.nameKey = alias.nameKey AND rival.id <> owner.id AND rival.createdAt > alias.createdAt')
      .where('owner.countyCode IN (:...codes)', { codes: scope.countyCodes })
      .andWhere("alias.source = 'confirmed-link' AND alias.linkId IS NOT NULL")
      .select(['alias.id AS aliasId', 'rival.id AS rivalId'])
      .orderBy('alias.id')
      .addOrderBy('rival.id')
      .getRawMany<{ aliasId: number; rivalId: number }>();
    const ids = [...new Set(rows.map(({ aliasId }) => aliasId))];
    const aliases = await inLists(ids, (piece) => this.database.reader.findBy(EnterpriseAliasEntity, { id: In(piece) }));
    const byId = new Map(aliases.map((alias) => [alias.id, alias]));
    return rows.flatMap(({ aliasId, rivalId }) => {
      const alias = byId.get(aliasId);
      if (!alias || alias.linkId === null) return [];
      const { enterpriseId, linkId, name, createdAt: learntAt } = alias;
      return [{ enterpriseId, linkId, name, learntAt, rivalId }];
    });
  }

  async knownNames({ countyCodes: codes }: Scope): Promise<{ id: number; name: string }[]> {
    const { reader } = this.database;
    const aliases = await reader
      .createQueryBuilder(EnterpriseAliasEntity, 'alias')
      .innerJoin(EnterpriseEntity, 'enterprise', 'enterprise.id = alias.enterpriseId')
      .select(['alias.enterpriseId AS id', 'alias.name AS name'])
      .where('enterprise.countyCode IN (:...codes)', { codes })
      .orderBy('alias.id')
      .getRawMany<{ id: number; name: string }>();
    const lines = await reader
      .createQueryBuilder(RegistryLineEntity, 'line')
      .innerJoin(RegistryHandoverEntity, 'handover', 'handover.id = line.handoverId')
      .select(['line.enterpriseId AS id', 'line.name AS name'])
      .where('handover.countyCode IN (:...codes)', { codes })
      .orderBy('line.id')
      .getRawMany<{ id: number; name: string }>();
    return [...aliases, ...lines];
  }

  async decisions(scope: Scope): Promise<ReadonlyMap<number, readonly RecordedDecision[]>> {
    const rows = await this.database.reader
      .createQueryBuilder(ScopeDecisionEntity, 'decision')
      .innerJoin(EnterpriseEntity, 'enterprise', 'enterprise.id = decision.enterpriseId')
      .where('enterprise.countyCode IN (:...codes)', { codes: scope.countyCodes })
      .andWhere('decision.undoneAt IS NULL')
      .orderBy('decision.id')
      .getMany();
    return groupBy(rows.map(toDecision), ({ enterpriseId }) => enterpriseId);
  }

  async addDecision(decision: Omit<RecordedDecision, 'id'>): Promise<RecordedDecision> {
    const { writer } = this.database;
    const row = writer.create(ScopeDecisionEntity, { ...decision, undoneBy: null, undoneAt: null });
    return toDecision(await this.database.reaching([`enterprise ${decision.enterpriseId}`], () => writer.save(row)));
  }

  async undoDecision(id: number, by: string, at: Date): Promise<boolean> {
    const result = await this.database.writer.update(ScopeDecisionEntity, { id, undoneAt: IsNull() }, { undoneBy: by, undoneAt: at });
    return result.affected === 1;
  }

  async decision(id: number, scope: Scope): Promise<RecordedDecision | undefined> {
    const row = await this.database.reader.findOneBy(ScopeDecisionEntity, { id });
    if (!row || !(await this.enterprise(row.enterpriseId, scope))) return undefined;
    return toDecision(row);
  }

  async proofs(scope: Scope): Promise<InsuranceProof[]> {
    const rows = await this.database.reader
      .createQueryBuilder(InsuranceProofEntity, 'proof')
      .innerJoin(EnterpriseEntity, 'enterprise', 'enterprise.id = proof.enterpriseId')
      .where('enterprise.countyCode IN (:...codes)', { codes: scope.countyCodes })
      .getMany();
    return rows.map(({ enterpriseId, insuredCount, validFrom, validTo, document }) => ({
      enterpriseId,
      insuredCount,
      validFrom: asLocalDate(validFrom),
      validTo: validTo === null ? null : asLocalDate(validTo),
      document,
    }));
  }

  async addProof(proof: InsuranceProof, by: string, at: Date): Promise<void> {
    await this.database.reaching([`enterprise ${proof.enterpriseId}`], () =>
      this.database.writer.insert(InsuranceProofEntity, { ...proof, recordedBy: by, recordedAt: at }),
    );
  }

  private handovers(countyCodes: readonly string[], asOf: Month): Promise<RegistryHandoverEntity[]> {
    return this.database.reader.findBy(RegistryHandoverEntity, { countyCode: In([...countyCodes]), month: LessThanOrEqual(asOf) });
  }

  private async newest(countyCodes: readonly string[], asOf: Month): Promise<LineInForce[]> {
    const handovers = await this.handovers(countyCodes, asOf);
    const lines = await inLists(
      handovers.map(({ id }) => id),
      (ids) => this.database.reader.findBy(RegistryLineEntity, { handoverId: In(ids) }),
    );
    return newestAmong(handovers, lines);
  }

  /** The newest lines of a few enterprises. */
  private async newestOf(countyCodes: readonly string[], enterpriseIds: readonly number[]): Promise<LineInForce[]> {
    const handovers = await this.handovers(countyCodes, END_OF_TIME);
    const lines = await inLists(enterpriseIds, (ids) => this.database.reader.findBy(RegistryLineEntity, { enterpriseId: In(ids) }));
    return newestAmong(handovers, lines);
  }
}

function toDecision({ undoneBy: _by, undoneAt: _at, ...row }: ScopeDecisionEntity): RecordedDecision {
  // What is stored was typed by this store's own `addDecision`.
  return { ...row, proposal: row.proposal as ScopeProposal, effectiveMonth: asMonth(row.effectiveMonth) };
}
