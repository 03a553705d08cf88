/**
 * An invented province as rows: counties with their enterprises, insured units, links, disease cases and people, written by bulk statements.
 * The same sizes give the same rows, but for what is sealed.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ counties: number, enterprises: number, cases: number, workers: number }} Sizes
 *   `enterprises` and `cases` of a county, `workers` of an enterprise by name (0: registry and units only)
 */

export const PROVINCE = '200000';
export const countyCode = (index) => String(200_001 + index);
/** The month that registry and enrolment speak of, and a due day whose window closes after it. */
export const MONTH = '2022-09';
export const DUE_ON = '2022-10-10';

const INDUSTRIES = [
  ['coal', '煤矿'],
  ['non-coal-mine', '非煤矿山'],
  ['metallurgy', '冶金'],
  ['building-materials', '建材'],
];
const FIRST = [...'宏兴瑞德昌隆泰盛源恒永信诚富金银铁石山河'];
const SECOND = [...'达通和顺安宁丰茂祥利'];
const TRADES = ['石料厂', '砖厂', '水泥有限公司', '石灰厂', '采石场'];
const DISEASES = ['矽肺壹期', '煤工尘肺贰期', '电焊工尘肺壹期', '水泥尘肺叁期'];
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const AT = new Date('2022-10-01T01:00:00Z');
const BY = '样例';
const BATCH = { enrolment: 1, persons: 2, roster: 3, cases: 4 };
const FIRST_REGISTRY_BATCH = 5;
const COUNTIES_AT_ONCE = 20;
const PERSONS_PER_BLOCK = 100;

/** Of ten enterprises one is for a person to decide, and one in fifty stands in no extract. */
const isOpen = (e) => e % 10 === 3;
const isUnlinked = (e) => e % 50 === 7;
const headcountOf = (e) => 20 + (e % 50);

/** Writes a region pack for the province and returns its folder. */
export function provincePack(folder, root, counties) {
  mkdirSync(folder, { recursive: true });
  for (const file of ['cycles.json', 'key-industries.json']) cpSync(join(root, 'region-packs/150800', file), join(folder, file));
  writeFileSync(join(folder, 'pack.json'), JSON.stringify({ cityCode: PROVINCE, name: '样例省' }));
  const targets = [2020, 2021, 2022].map((year, i) => {
    return { regionCode: PROVINCE, measure: 'worker-coverage', year, percent: [80, 90, 100][i], clause: '样例' };
  });
  writeFileSync(join(folder, 'targets.json'), JSON.stringify(targets));
  const lines = Array.from({ length: counties }, (_, i) => `${countyCode(i)},${countyName(i)},county,${PROVINCE},`);
  writeFileSync(join(folder, 'regions.csv'), ['code,name,level,parent,aliases', `${PROVINCE},样例省,city,,`, ...lines, ''].join('\n'));
  return folder;
}

export const countyName = (index) => `样例${index + 1}旗`;

function enterpriseName(county, e) {
  const brand = FIRST[e % FIRST.length] + SECOND[Math.floor(e / FIRST.length) % SECOND.length];
  return `${countyName(county)}${brand}${TRADES[Math.floor(e / (FIRST.length * SECOND.length)) % TRADES.length]}`;
}

/** A valid ID number for each index below two hundred million. */
export function idNumber(index) {
  const day = 1 + (index % 28);
  const month = 1 + (Math.floor(index / 28) % 12);
  const year = 1950 + (Math.floor(index / 336) % 50);
  const rest = Math.floor(index / 16_800);
  const place = ['150802', '150821', '150822', '150823', '150824', '150825', '150826'][rest % 7];
  const serial = Math.floor(rest / 7) % 1000;
  const first17 = `${place}${year}${two(month)}${two(day)}${String(serial).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return first17 + '10X98765432'[sum % 11];
}

const two = (number) => String(number).padStart(2, '0');
const personName = (i) => SURNAMES[i % SURNAMES.length] + GIVEN[Math.floor(i / 20) % GIVEN.length] + GIVEN[i % GIVEN.length];

/** Fills the empty database of a context (`createContext`) with a province; returns what was written. @param {Sizes} sizes */
export async function fillProvince(context, distFolder, sizes) {
  const dist = (name) => import(pathToFileURL(resolve(distFolder, name)).href);
  const [{ Database, insertInChunks }, { PersonalDataCipher }, ...entities] = await Promise.all(
    [
      'platform/database/index.js',
      'access/index.js',
      'intake/typeorm/intake.entities.js',
      'registry/typeorm/registry.entities.js',
      'enrolment/typeorm/enrolment.entities.js',
      'matching/typeorm/link.entity.js',
      'cases/typeorm/case.entities.js',
      'roster/typeorm/roster.entities.js',
    ].map(dist),
  );
  const database = context.get(Database);
  const cipher = context.get(PersonalDataCipher);
  const entity = Object.assign({}, ...entities);
  const add = (name, rows) => insertInChunks(database.writer, entity[name], rows);
  await database.unitOfWork(() => add('ImportBatchEntity', batches(sizes)));
  for (let from = 0; from < sizes.counties; from += COUNTIES_AT_ONCE) {
    const counties = Array.from({ length: Math.min(COUNTIES_AT_ONCE, sizes.counties - from) }, (_, i) => from + i);
    const people = sizes.workers > 0 ? counties.flatMap((county) => workersOf(county, sizes, cipher)) : [];
    await database.unitOfWork(async () => {
      await fillRegistry(add, counties, sizes);
      await fillEnrolment(add, counties, sizes);
      await add(
        'DiseaseCaseEntity',
        counties.flatMap((county) => casesOf(county, sizes, cipher)),
      );
      await add(
        'CaseRecordEntity',
        counties.flatMap((county) => caseRecordsOf(county, sizes, cipher)),
      );
      await fillPeople(add, people, counties, sizes, cipher);
    });
  }
  if (sizes.workers > 0) await database.unitOfWork(() => database.writer.query(FILL_KEYS));
  const enterprises = sizes.counties * sizes.enterprises;
  await checkCount(database, entity.EnterpriseEntity, enterprises);
  return { enterprises, cases: sizes.counties * sizes.cases, workers: enterprises * sizes.workers };
}

const FILL_KEYS =
  'INSERT INTO enrolment_person_key (personKey, personId) SELECT personKey, id FROM enrolment_person ORDER BY personKey, id';

/** Rows refer to each other by the ids that an empty table gives them. */
async function checkCount(database, entity, expected) {
  const last = await database.reader.maximum(entity, 'id');
  if (last !== expected) throw new Error(`The last of ${expected} rows has the id ${last}: the database was not empty.`);
}

function batches({ counties }) {
  const whole = Object.keys(BATCH).map((kind) => ({ kind: KINDS[kind], regionCode: PROVINCE, countyCodes: '[]' }));
  const registries = Array.from({ length: counties }, (_, i) => {
    return { kind: 'registry', regionCode: countyCode(i), countyCodes: JSON.stringify([countyCode(i)]) };
  });
  return [...whole, ...registries].map(({ kind, regionCode, countyCodes }, i) => ({
    kind,
    regionCode,
    countyCodes,
    fileName: `${kind}.xlsx`,
    fileHash: String(i).padStart(64, '0'),
    countyCode: null,
    asOf: MONTH,
    purpose: String(i).padStart(64, '0'),
    state: 'applied',
    ...{ rowCount: 0, newCount: 0, changedCount: 0, unchangedCount: 0, missingCount: 0, errorCount: 0, warningCount: 0 },
    sheets: '{"tables":[],"skipped":[],"settings":{}}',
    createdBy: BY,
    createdAt: AT,
    appliedBy: BY,
    appliedAt: AT,
    version: 1,
  }));
}

const KINDS = { enrolment: 'enrolment-unit', persons: 'enrolment-person', roster: 'roster', cases: 'cases' };
const each = (count, of) => Array.from({ length: count }, (_, i) => of(i));
const registryBatch = (county) => FIRST_REGISTRY_BATCH + county;
const enterpriseId = (county, e, { enterprises }) => county * enterprises + e + 1;
const unitNo = (county, e, { enterprises }) => String(1_000_000 + county * enterprises + e);

async function fillRegistry(add, counties, sizes) {
  await add(
    'RegistryHandoverEntity',
    counties.map((county) => {
      return { countyCode: countyCode(county), month: MONTH, batchId: registryBatch(county), recordedBy: BY, recordedAt: AT };
    }),
  );
  const lines = counties.flatMap((county) => each(sizes.enterprises, (e) => ({ county, e, name: enterpriseName(county, e) })));
  await add(
    'EnterpriseEntity',
    lines.map(({ county, e, name }) => {
      const origin = { batchId: registryBatch(county), sheet: '附件2', rowNumber: e + 3 };
      return { countyCode: countyCode(county), name, nameKey: name, creditCode: null, ...origin, createdAt: AT };
    }),
  );
  await add(
    'RegistryLineEntity',
    lines.map(({ county, e, name }) => ({
      handoverId: county + 1,
      enterpriseId: enterpriseId(county, e, sizes),
      ...{ batchId: registryBatch(county), sheet: '附件2', rowNumber: e + 3, sequence: String(e + 1) },
      industryCode: INDUSTRIES[e % 4][0],
      industryText: INDUSTRIES[e % 4][1],
      name,
      address: `${countyName(county)}工业路${e + 1}号`,
      headcount: sizes.workers > 0 ? sizes.workers : headcountOf(e),
      ...{ contact: '甲某', phones: '0478-1234567', remark: e % 40 === 11 ? '停产，留守3人' : '' },
      ...{ legalRepresentative: '', businessScope: '', dustExposedHeadcount: null, proposal: e % 40 === 21 ? 'deregistered' : null },
      ...{ suspended: e % 40 === 11, statedHeadcount: e % 40 === 11 ? 3 : null, insuredElsewhere: false },
    })),
  );
}

async function fillEnrolment(add, counties, sizes) {
  const units = counties.flatMap((county) => each(sizes.enterprises, (e) => ({ county, e, name: enterpriseName(county, e) })));
  await add(
    'EnrolmentUnitEntity',
    units.map(({ county, e, name }) => {
      const identity = { poolingArea: PROVINCE, unitNo: unitNo(county, e, sizes), name, countyCode: countyCode(county) };
      return { ...identity, newestMonth: MONTH, batchId: BATCH.enrolment };
    }),
  );
  await add(
    'EnrolmentRecordEntity',
    units.map(({ county, e, name }) => ({
      unitId: enterpriseId(county, e, sizes),
      month: MONTH,
      insurance: '410',
      status: 'active',
      insuredCount: sizes.workers > 0 ? sizes.workers - 1 : headcountOf(e) - (e % 3),
      name,
      countyCode: countyCode(county),
      batchId: BATCH.enrolment,
      sheet: '单位参保',
      rowNumber: enterpriseId(county, e, sizes) + 1,
      recordedAt: AT,
    })),
  );
  await add(
    'LinkEntity',
    units
      .filter(({ e }) => !isUnlinked(e))
      .flatMap(({ county, e }) => {
        const id = enterpriseId(county, e, sizes);
        const own = { enterpriseId: id, unitId: id, rank: 1 };
        const next = { enterpriseId: id, unitId: enterpriseId(county, (e + 1) % sizes.enterprises, sizes), rank: 2 };
        const pairs = isOpen(e) ? [own, next] : [own];
        return pairs.map((pair) => ({
          ...pair,
          countyCode: countyCode(county),
          status: isOpen(e) ? 'review' : 'auto',
          tier: isOpen(e) ? 'C' : 'A',
          relation: 'same',
          score: isOpen(e) ? 900 - pair.rank * 50 : 1000,
          reason: '名称一致',
          evidence: '[]',
          ruleset: 'matching-sample',
          version: 1,
          updatedAt: AT,
        }));
      }),
  );
}

const caseIndex = (county, n, { cases }) => county * cases + n;

function casesOf(county, sizes, cipher) {
  return each(sizes.cases, (n) => ({
    countyCode: countyCode(county),
    personIndex: cipher.blindIndex(idNumber(caseIndex(county, n, sizes))),
    diseaseName: DISEASES[n % 4].slice(0, -2),
    batchId: BATCH.cases,
    createdAt: AT,
  }));
}

function caseRecordsOf(county, sizes, cipher) {
  return each(sizes.cases, (n) => {
    const index = caseIndex(county, n, sizes);
    const id = idNumber(index);
    const diagnosedOn = `2022-0${6 + (n % 4)}-${two(1 + (n % 28))}`;
    return {
      caseId: index + 1,
      ...{ batchId: BATCH.cases, sheet: '附件3', rowNumber: n + 3 },
      person: cipher.seal(JSON.stringify({ name: personName(index), idNumber: id })),
      sex: Number(id[16]) % 2 === 1 ? '男' : '女',
      employerName: enterpriseName(county, n % sizes.enterprises),
      diseaseText: DISEASES[n % 4],
      stage: DISEASES[n % 4].slice(-2),
      ...{ diagnosedOn, diagnosedPrecision: 'day', diagnosedText: diagnosedOn, recognisedText: '', assessedText: '' },
      ...{ insured: '是', receivesBenefits: '否', remark: '', recordedAt: AT },
    };
  });
}

/** Every worker stands in the enterprise's roster; all but one in its unit's extract. */
function workersOf(county, sizes, cipher) {
  return each(sizes.enterprises, (e) =>
    each(sizes.workers, (n) => {
      const index = 10_000_000 + enterpriseId(county, e, sizes) * sizes.workers + n;
      const id = idNumber(index);
      return { county, e, n, id, name: personName(index), personIndex: cipher.shortIndex(id) };
    }),
  ).flat();
}

async function fillPeople(add, people, counties, sizes, cipher) {
  if (people.length === 0) return;
  const units = counties.flatMap((county) => each(sizes.enterprises, (e) => ({ county, e })));
  await add(
    'RosterUnitEntity',
    units.map(({ county, e }) => {
      const name = enterpriseName(county, e);
      const identity = { batchId: BATCH.roster, sheet: '花名册', countyCode: countyCode(county), name, nameKey: name };
      return { ...identity, enterpriseId: enterpriseId(county, e, sizes), month: MONTH };
    }),
  );
  const sealed = cipher.seal(JSON.stringify({ name: '甲某', idNumber: idNumber(0) }));
  const particulars = { post: '采掘', joinedOn: '2020-03-01', contract: '是', preEmploymentExam: '', inServiceExam: '', leavingExam: '' };
  await add(
    'RosterPersonEntity',
    people.map(({ county, e, n, personIndex }) => {
      const rosterUnitId = enterpriseId(county, e, sizes);
      const source = { batchId: BATCH.roster, sheet: '花名册', rowNumber: rosterUnitId * sizes.workers + n };
      return { ...source, rosterUnitId, personIndex, person: sealed, ...particulars };
    }),
  );
  await fillInsured(
    add,
    people.filter(({ n }) => n > 0),
    units,
    sizes,
    cipher,
  );
}

async function fillInsured(add, insured, units, sizes, cipher) {
  const rowOf = ({ county, e, n }) => enterpriseId(county, e, sizes) * sizes.workers + n;
  await add(
    'EnrolmentPersonEntity',
    insured.map((person) => ({
      ...{ batchId: BATCH.persons, sheet: '人员参保', rowNumber: rowOf(person) },
      personKey: Buffer.from(person.personIndex.slice(0, 6), 'base64url').readInt32BE(),
      personIndex: person.personIndex,
      unitNo: unitNo(person.county, person.e, sizes),
      ...{ month: MONTH, status: 'active', startedOn: '2020-03-01', endedOn: null },
    })),
  );
  const blocks = each(Math.ceil(insured.length / PERSONS_PER_BLOCK), (i) =>
    insured.slice(i * PERSONS_PER_BLOCK, (i + 1) * PERSONS_PER_BLOCK),
  );
  await add(
    'EnrolmentPersonBlockEntity',
    blocks.map((block) => ({
      ...{ batchId: BATCH.persons, sheet: '人员参保', firstRow: rowOf(block[0]), lastRow: rowOf(block.at(-1)) },
      people: cipher.seal(JSON.stringify(block.map((person) => [rowOf(person), person.id, person.name]))),
    })),
  );
  await add(
    'EnrolmentPersonUnitEntity',
    units.map(({ county, e }) => {
      const people = sizes.workers - 1;
      return {
        batchId: BATCH.persons,
        poolingArea: PROVINCE,
        unitNo: unitNo(county, e, sizes),
        month: MONTH,
        people,
        activePeople: people,
      };
    }),
  );
}
