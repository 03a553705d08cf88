import { In } from 'typeorm';
import { groupBy } from '../../kernel/index.js';
import { chunks, inLists, insertInChunks, type Database } from '../../platform/database/index.js';
import { recognitionOf, reidentify, type KeptHandover, type LearntName, type RegainedIdentity } from '../domain/index.js';
import type { EnterpriseTies } from '../enterprise-ties.js';
import {
  EnterpriseAliasEntity,
  EnterpriseEntity,
  InsuranceProofEntity,
  RegistryHandoverEntity,
  RegistryLineEntity,
  ScopeDecisionEntity,
} from './registry.entities.js';

/** Takes the hand-overs of a batch back, county by county. */
export class HandoverUndo {
  constructor(
    private readonly database: Database,
    private readonly ties: EnterpriseTies,
  ) {}

  /** @param within what is done around the work on each county */
  async run(batchId: number, within: (countyCode: string, work: () => Promise<void>) => Promise<void>): Promise<void> {
    const taken = await this.database.writer.find(RegistryHandoverEntity, { where: { batchId }, order: { id: 'ASC' } });
    for (const [countyCode, ofCounty] of groupBy(taken, (handover) => handover.countyCode))
      await within(countyCode, () => this.undo(countyCode, ofCounty));
  }

  private async undo(countyCode: string, taken: readonly RegistryHandoverEntity[]): Promise<void> {
    const { writer } = this.database;
    const ids = taken.map(({ id }) => id);
    const before = await writer.findBy(EnterpriseEntity, { countyCode });
    await writer.delete(RegistryLineEntity, { handoverId: In(ids) });
    await writer.delete(RegistryHandoverEntity, { id: In(ids) });
    const rows = new Map<number, RegistryLineEntity>();
    const kept = await this.keptHandovers(countyCode, rows);
    const learnt = await this.learntNames(before.map(({ id }) => id));
    const identities = reidentify(kept, learnt, Math.min(...ids));
    const settled = await this.settleIdentities(countyCode, identities, rows, new Map(before.map((row) => [row.id, row])));
    await this.moveLines(settled, rows);
    const alive = new Set(settled.map(({ id }) => id));
    const lineless = before.filter(({ id }) => !alive.has(id)).map(({ id }) => id);
    await this.rewriteFormerNames([...before.map(({ id }) => id), ...alive], settled);
    await this.removeUndecided(lineless);
  }

  private async keptHandovers(countyCode: string, rows: Map<number, RegistryLineEntity>): Promise<KeptHandover[]> {
    const { writer } = this.database;
    const handovers = await writer.find(RegistryHandoverEntity, { where: { countyCode }, order: { id: 'ASC' } });
    const lines = await inLists(
      handovers.map(({ id }) => id),
      (ids) => writer.find(RegistryLineEntity, { where: { handoverId: In(ids) }, order: { id: 'ASC' } }),
    );
    for (const line of lines) rows.set(line.id, line);
    const ofHandover = groupBy(lines, ({ handoverId }) => handoverId);
    return handovers.map(({ id, recordedAt, recordedBy }) => ({
      id,
      recordedAt,
      recordedBy,
      lines: (ofHandover.get(id) ?? []).map((line) => ({
        lineId: line.id,
        enterpriseId: line.enterpriseId,
        name: line.name,
        ...recognitionOf(line),
      })),
    }));
  }

  private async learntNames(enterpriseIds: readonly number[]): Promise<LearntName[]> {
    const aliases = await inLists(enterpriseIds, (ids) =>
      this.database.writer.findBy(EnterpriseAliasEntity, { enterpriseId: In(ids), source: 'confirmed-link' }),
    );
    return aliases.map(({ enterpriseId, nameKey, createdAt }) => ({ enterpriseId, nameKey, at: createdAt }));
  }

  /** Writes what each identity is by its lines, and makes those that are new: they come back with their ids. */
  private async settleIdentities(
    countyCode: string,
    identities: readonly RegainedIdentity[],
    rows: ReadonlyMap<number, RegistryLineEntity>,
    before: ReadonlyMap<number, EnterpriseEntity>,
  ): Promise<RegainedIdentity[]> {
    const { writer } = this.database;
    const settled: RegainedIdentity[] = [];
    for (const identity of identities) {
      const values = { countyCode, ...identityColumns(identity, rows) };
      const known = before.get(identity.id);
      if (known && isSame(known, values)) settled.push(identity);
      else if (known) {
        await writer.update(EnterpriseEntity, { id: known.id }, values);
        settled.push(identity);
      } else {
        const made = await writer.save(writer.create(EnterpriseEntity, values));
        settled.push({ ...identity, id: made.id });
      }
    }
    return settled;
  }

  private async moveLines(identities: readonly RegainedIdentity[], rows: ReadonlyMap<number, RegistryLineEntity>): Promise<void> {
    for (const { id, lineIds } of identities) {
      const moved = lineIds.filter((lineId) => rows.get(lineId)?.enterpriseId !== id);
      for (const piece of chunks(moved, 500))
        await this.database.writer.update(RegistryLineEntity, { id: In(piece) }, { enterpriseId: id });
    }
  }

  private async rewriteFormerNames(enterpriseIds: readonly number[], identities: readonly RegainedIdentity[]): Promise<void> {
    const { writer } = this.database;
    for (const piece of chunks([...new Set(enterpriseIds)], 500))
      await writer.delete(EnterpriseAliasEntity, { enterpriseId: In(piece), source: 'former-name' });
    const rows = identities.flatMap(({ id, formerNames }) =>
      formerNames.map(({ name, nameKey, handover }) => ({
        enterpriseId: id,
        name,
        nameKey,
        source: 'former-name' as const,
        linkId: null,
        createdBy: handover.recordedBy,
        createdAt: handover.recordedAt,
      })),
    );
    await insertInChunks(writer, EnterpriseAliasEntity, rows);
  }

  /** Enterprises that no line names any more go, unless somebody has decided about them: the decision waits for their return. */
  private async removeUndecided(enterpriseIds: readonly number[]): Promise<void> {
    const { writer } = this.database;
    const decided = new Set(await this.ties.tiedAmong(enterpriseIds));
    for (const entity of [ScopeDecisionEntity, InsuranceProofEntity]) {
      const found = await inLists(enterpriseIds, (ids) =>
        writer.findBy<ScopeDecisionEntity | InsuranceProofEntity>(entity, { enterpriseId: In(ids) }),
      );
      for (const { enterpriseId } of found) decided.add(enterpriseId);
    }
    const gone = enterpriseIds.filter((id) => !decided.has(id));
    await this.ties.release(gone);
    for (const piece of chunks(gone, 500)) {
      await writer.delete(EnterpriseAliasEntity, { enterpriseId: In(piece) });
      await writer.delete(EnterpriseEntity, { id: In(piece) });
    }
  }
}

type IdentityColumns = Pick<EnterpriseEntity, 'name' | 'nameKey' | 'creditCode' | 'batchId' | 'sheet' | 'rowNumber' | 'createdAt'>;

function identityColumns({ first, creditCode }: RegainedIdentity, rows: ReadonlyMap<number, RegistryLineEntity>): IdentityColumns {
  const row = rows.get(first.line.lineId);
  if (!row) throw new Error('A line of an identity was not read.');
  const { batchId, sheet, rowNumber } = row;
  const { name, nameKey } = first.line;
  return { name, nameKey, creditCode, batchId, sheet, rowNumber, createdAt: first.handover.recordedAt };
}

const isSame = (known: EnterpriseEntity, values: IdentityColumns): boolean =>
  known.name === values.name &&
  known.nameKey === values.nameKey &&
  known.creditCode === values.creditCode &&
  known.batchId === values.batchId &&
  known.sheet === values.sheet &&
  known.rowNumber === values.rowNumber;
