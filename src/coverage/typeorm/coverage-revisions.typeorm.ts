import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Equal, LessThanOrEqual, MoreThan } from 'typeorm';
import { groupBy } from '../../kernel/index.js';
import { chunks, Database, inLists, type Reach, type Watcher } from '../../platform/database/index.js';
import { CoverageRevisions, type CountyRevision } from '../revisions.store.js';
import { CoverageRevisionEntity, EVERY_COUNTY, SOME_ENTERPRISE, WHOLE_COUNTY } from './coverage-revision.entity.js';

/** Tables that figures are measured from. */
const TABLES = [
  'region',
  'registry_handover',
  'registry_line',
  'enterprise',
  'scope_decision',
  'insurance_proof',
  'enterprise_unit_link',
  'enrolment_unit',
  'enrolment_record',
  'enrolment_person',
  'enrolment_person_key',
  'enrolment_person_unit',
  'roster_unit',
  'roster_person',
  'import_batch',
];
/** Batches whose rows count by what they wrote, not by the state of the batch. */
const COUNT_BY_ROWS: ReadonlySet<string> = new Set(['registry', 'enrolment-unit', 'cases']);
/** More enterprises of a county than this are measured anew together. */
const SINGLE_ENTERPRISES = 50;
const ROWS_AT_ONCE = 500;

type Key = Pick<CoverageRevisionEntity, 'countyCode' | 'enterpriseId'>;
interface Place {
  readonly id: number;
  readonly countyCode: string;
}

@Injectable()
export class TypeOrmCoverageRevisions extends CoverageRevisions implements Watcher {
  readonly tables: ReadonlySet<string> = new Set(TABLES);

  constructor(private readonly database: Database) {
    super();
    database.watch(this);
  }

  beforeCommit(reach: Reach): Promise<void> {
    return this.raise(reach);
  }

  isAhead(): boolean {
    return this.database.hasWritten(this);
  }

  async ofCounties(city: string, countyCodes: readonly string[]): Promise<ReadonlyMap<string, CountyRevision>> {
    const rows = await this.database.reader.findBy(CoverageRevisionEntity, { enterpriseId: LessThanOrEqual(WHOLE_COUNTY) });
    const tokens = new Map(rows.map(({ countyCode, enterpriseId, token }) => [`${countyCode} ${enterpriseId}`, token]));
    const every = tokens.get(`${EVERY_COUNTY} ${WHOLE_COUNTY}`) ?? '';
    const ofCity = tokens.get(`${city} ${WHOLE_COUNTY}`) ?? '';
    return new Map(
      countyCodes.map((code) => {
        const whole = `${every} ${ofCity} ${tokens.get(`${code} ${WHOLE_COUNTY}`) ?? ''}`;
        return [code, { whole, parts: tokens.get(`${code} ${SOME_ENTERPRISE}`) ?? '' }];
      }),
    );
  }

  async ofEnterprises(countyCode: string): Promise<ReadonlyMap<number, string>> {
    const rows = await this.database.reader.findBy(CoverageRevisionEntity, {
      countyCode: Equal(countyCode),
      enterpriseId: MoreThan(WHOLE_COUNTY),
    });
    return new Map(rows.map(({ enterpriseId, token }) => [enterpriseId, token]));
  }

  async raise(reach: Reach): Promise<void> {
    const keys = reach === 'everything' ? undefined : await this.keysOf([...reach]);
    const token = randomBytes(16).toString('base64url');
    // In one order everywhere: two units of work must not wait for each other.
    const rows = (keys ?? [{ countyCode: EVERY_COUNTY, enterpriseId: WHOLE_COUNTY }])
      .toSorted((a, b) => (a.countyCode === b.countyCode ? a.enterpriseId - b.enterpriseId : a.countyCode < b.countyCode ? -1 : 1))
      .map((key) => ({ ...key, token }));
    for (const piece of chunks(rows, ROWS_AT_ONCE))
      await this.database.writer.upsert(CoverageRevisionEntity, piece, ['countyCode', 'enterpriseId']);
  }

  /** Undefined: everything. */
  private async keysOf(words: readonly string[]): Promise<Key[] | undefined> {
    const of = groupBy(
      words.map((word) => word.split(' ')),
      ([kind = '']) => kind,
    );
    const named = (kind: string): string[] => (of.get(kind) ?? []).map(([, name = '']) => name);
    const known = ['county', 'city', 'enterprise', 'unit', 'batch'];
    if ([...of.keys()].some((kind) => !known.includes(kind))) return undefined;
    const ofBatches = (of.get('batch') ?? []).flatMap(([, kind = '', city = '']) => (COUNT_BY_ROWS.has(kind) ? [] : [city]));
    const counties = new Set([...named('county'), ...named('city'), ...ofBatches]);
    const places = await this.placesOf(named('enterprise').map(Number), named('unit').map(Number));
    const single: Key[] = [];
    for (const [countyCode, ofCounty] of groupBy(places, (place) => place.countyCode)) {
      if (ofCounty.length > SINGLE_ENTERPRISES) counties.add(countyCode);
      if (counties.has(countyCode)) continue;
      single.push({ countyCode, enterpriseId: SOME_ENTERPRISE }, ...ofCounty.map(({ id }) => ({ countyCode, enterpriseId: id })));
    }
    return [...single, ...[...counties].map((countyCode) => ({ countyCode, enterpriseId: WHOLE_COUNTY }))];
  }

  /** The enterprises, and all that are linked with the units, each with its county. */
  private async placesOf(enterpriseIds: readonly number[], unitIds: readonly number[]): Promise<Place[]> {
    const { reader } = this.database;
    const linked = await inLists(unitIds, (piece) =>
      reader
        .createQueryBuilder()
        .select('link.enterpriseId', 'id')
        .from('enterprise_unit_link', 'link')
        .where('link.unitId IN (:...piece)', { piece })
        .getRawMany<{ id: number }>(),
    );
    const ids = [...new Set([...enterpriseIds, ...linked.map(({ id }) => id)])];
    return inLists(ids, (piece) =>
      reader
        .createQueryBuilder()
        .select(['enterprise.id AS id', 'enterprise.countyCode AS countyCode'])
        .from('enterprise', 'enterprise')
        .where('enterprise.id IN (:...piece)', { piece })
        .getRawMany<Place>(),
    );
  }
}
