import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { PersonalDataCipher, type Scope } from '../../access/index.js';
import { asLocalDate, groupBy, withoutIdNumbers, type LocalDate } from '../../kernel/index.js';
import { chunks, Database, inLists, insertInChunks } from '../../platform/database/index.js';
import { CaseStore, type KeptCase, type KnownCase, type NewCase, type PersonAndDisease } from '../case.store.js';
import type { DiseaseCase } from '../domain/index.js';
import { CaseRecordEntity, DiseaseCaseEntity } from './case.entities.js';

interface Person {
  readonly name: string;
  readonly idNumber: string;
  /** People write names and numbers here, too. Records from before it was sealed have it in its column. */
  readonly remark?: string;
}

const keyOf = ({ personIndex, diseaseName }: { personIndex: string; diseaseName: string }): string => `${personIndex} ${diseaseName}`;

@Injectable()
export class TypeOrmCaseStore extends CaseStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
  ) {
    super();
  }

  personIndex(idNumber: string): string {
    return this.cipher.blindIndex(idNumber);
  }

  async known(countyCode: string): Promise<KnownCase[]> {
    const identities = await this.database.reader.findBy(DiseaseCaseEntity, { countyCode });
    return (await this.withNewestRecord(identities)).map(({ identity, current }) => ({
      personIndex: identity.personIndex,
      diseaseName: identity.diseaseName,
      current,
    }));
  }

  async add(countyCode: string, batchId: number, cases: readonly NewCase[], at: Date): Promise<void> {
    const { writer } = this.database;
    const known = new Set((await writer.findBy(DiseaseCaseEntity, { countyCode })).map(keyOf));
    const identified = cases.map((newCase) => ({ ...newCase, diseaseName: newCase.case.diseaseName }));
    await insertInChunks(
      writer,
      DiseaseCaseEntity,
      identified
        .filter((newCase) => !known.has(keyOf(newCase)))
        .map(({ personIndex, diseaseName }) => ({ countyCode, personIndex, diseaseName, batchId, createdAt: at })),
    );
    const idByKey = new Map((await writer.findBy(DiseaseCaseEntity, { countyCode })).map((row) => [keyOf(row), row.id]));
    const rows = identified.map((newCase) => {
      const caseId = idByKey.get(keyOf(newCase));
      if (caseId === undefined) throw new Error('A new disease case was not found again.');
      return { ...this.toColumns(newCase.case), caseId, batchId, sheet: newCase.sheet, rowNumber: newCase.row, recordedAt: at };
    });
    await insertInChunks(writer, CaseRecordEntity, rows);
  }

  async undo(batchId: number): Promise<void> {
    const { writer } = this.database;
    const taken = await writer.find(CaseRecordEntity, { select: { id: true, caseId: true }, where: { batchId } });
    await writer.delete(CaseRecordEntity, { batchId });
    const caseIds = [...new Set(taken.map(({ caseId }) => caseId))];
    const first = new Map<number, CaseRecordEntity>();
    for (const record of await this.recordsOf(caseIds)) if (!first.has(record.caseId)) first.set(record.caseId, record);
    for (const [id, record] of first) {
      // The identity begins with the first record that is left.
      await writer.update(DiseaseCaseEntity, { id }, { batchId: record.batchId, createdAt: record.recordedAt });
    }
    for (const piece of chunks(
      caseIds.filter((id) => !first.has(id)),
      500,
    ))
      await writer.delete(DiseaseCaseEntity, { id: In(piece) });
  }

  async diagnosedBy(scope: Scope, day: LocalDate): Promise<KeptCase[]> {
    const identities = await this.database.reader.findBy(DiseaseCaseEntity, { countyCode: In([...scope.countyCodes]) });
    const cases = await this.withNewestRecord(identities);
    return cases
      .map(({ identity, current, source }): KeptCase => ({ caseId: identity.id, case: current, source }))
      .filter(({ case: { diagnosedOn } }) => diagnosedOn <= day)
      .sort((a, b) => (a.case.diagnosedOn === b.case.diagnosedOn ? a.caseId - b.caseId : a.case.diagnosedOn < b.case.diagnosedOn ? -1 : 1));
  }

  async find(scope: Scope, caseId: number): Promise<DiseaseCase | undefined> {
    const identity = await this.database.reader.findOneBy(DiseaseCaseEntity, { id: caseId, countyCode: In([...scope.countyCodes]) });
    return identity ? (await this.withNewestRecord([identity]))[0]?.current : undefined;
  }

  async person({ batchId, sheet, row }: KeptCase['source']): Promise<{ readonly name: string; readonly idNumber: string } | undefined> {
    const record = await this.database.reader.findOneBy(CaseRecordEntity, { batchId, sheet, rowNumber: row });
    if (!record) return undefined;
    const { name, idNumber } = this.sealedOf(record);
    return { name, idNumber };
  }

  async alsoHeldBy(countyCodes: readonly string[], cases: readonly PersonAndDisease[]): Promise<PersonAndDisease[]> {
    const counties = new Set(countyCodes);
    const persons = [...new Set(cases.map(({ personIndex }) => personIndex))];
    const found = await inLists(persons, (piece) => this.database.reader.findBy(DiseaseCaseEntity, { personIndex: In(piece) }));
    const held = new Set(found.filter(({ countyCode }) => counties.has(countyCode)).map(keyOf));
    return cases.filter((one) => held.has(keyOf(one)));
  }

  async heldByMoreThanOne(scope: Scope): Promise<KeptCase[][]> {
    const pairs = await this.database.reader
      .createQueryBuilder(DiseaseCaseEntity, 'held')
      .select('held.personIndex', 'personIndex')
      .groupBy('held.personIndex')
      .addGroupBy('held.diseaseName')
      .having('COUNT(DISTINCT held.countyCode) > 1')
      .getRawMany<{ personIndex: string }>();
    const persons = [...new Set(pairs.map(({ personIndex }) => personIndex))];
    const identities = (
      await inLists(persons, (piece) => this.database.reader.findBy(DiseaseCaseEntity, { personIndex: In(piece) }))
    ).filter(({ countyCode }) => scope.allows(countyCode));
    const groups = [...groupBy(identities, keyOf).values()].filter((group) => group.length > 1);
    const kept = new Map((await this.withNewestRecord(groups.flat())).map(({ identity, ...rest }) => [identity.id, rest]));
    return groups.map((group) =>
      group.flatMap(({ id }) => {
        const found = kept.get(id);
        return found ? [{ caseId: id, case: found.current, source: found.source }] : [];
      }),
    );
  }

  private async withNewestRecord(
    identities: readonly DiseaseCaseEntity[],
  ): Promise<{ identity: DiseaseCaseEntity; current: DiseaseCase; source: KeptCase['source'] }[]> {
    const records = await this.recordsOf(identities.map(({ id }) => id));
    const byCase = groupBy(records, ({ caseId }) => caseId);
    return identities.flatMap((identity) => {
      const newest = byCase.get(identity.id)?.reduce((best, record) => (record.id > best.id ? record : best));
      if (!newest) return [];
      const source = { batchId: newest.batchId, sheet: newest.sheet, row: newest.rowNumber };
      return [{ identity, current: this.toCase(identity, newest), source }];
    });
  }

  /** Oldest first. */
  private async recordsOf(caseIds: readonly number[]): Promise<CaseRecordEntity[]> {
    const records = await inLists(caseIds, (ids) => this.database.reader.findBy(CaseRecordEntity, { caseId: In(ids) }));
    return records.sort((a, b) => a.id - b.id);
  }

  private toColumns({
    countyCode: _county,
    diseaseName: _disease,
    name,
    idNumber,
    remark,
    ...rest
  }: DiseaseCase): Omit<CaseRecordEntity, 'id' | 'caseId' | 'batchId' | 'sheet' | 'rowNumber' | 'recordedAt'> {
    const person: Person = { name, idNumber, remark };
    return { ...withoutIdNumbers(rest), remark: '', person: this.cipher.seal(JSON.stringify(person)) };
  }

  private toCase({ countyCode, diseaseName }: DiseaseCaseEntity, row: CaseRecordEntity): DiseaseCase {
    const { name, idNumber, remark = row.remark } = this.sealedOf(row);
    const {
      sex,
      employerName,
      diseaseText,
      stage,
      diagnosedPrecision,
      diagnosedText,
      recognisedText,
      assessedText,
      insured,
      receivesBenefits,
    } = row;
    return {
      name,
      idNumber,
      countyCode,
      diseaseName,
      sex,
      employerName,
      diseaseText,
      stage,
      diagnosedOn: asLocalDate(row.diagnosedOn),
      diagnosedPrecision,
      diagnosedText,
      recognisedText,
      assessedText,
      insured,
      receivesBenefits,
      remark,
    };
  }

  private sealedOf({ person }: CaseRecordEntity): Person {
    return JSON.parse(this.cipher.open(person)) as Person;
  }
}
