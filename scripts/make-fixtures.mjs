import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { annex3, casesOf, isOutOfOrder } from './fixtures/cases.mjs';
import { makeCity } from './fixtures/city.mjs';
import { enrolmentExport, unitsOf } from './fixtures/enrolment.mjs';
import { oddFiles } from './fixtures/odd.mjs';
import { Random } from './fixtures/random.mjs';
import { bareCsv, byIndustry, lookAlikeForm, officialForm, oldForm, sheetPerBanner } from './fixtures/registries.mjs';
import { coverageOf, linksCsv } from './fixtures/truth.mjs';
import { MONTHS } from './fixtures/units.mjs';
import { say } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';

const SEED = 20200605;
const NOTE =
  'Unit-level basis, all true links confirmed. beforeScopeReview: proposals to leave the scope still open, so still counted; afterScopeReview: all confirmed. ' +
  'Work stopped without a stated head-count is out and flagged; with 留守N人 N people count. insured = min(active people in 工伤保险, head-count) per enterprise.';

const random = new Random(SEED);
const city = makeCity(random);
const casesByCounty = city.counties.map((county) => ({ county, cases: casesOf(random, county, enterprisesOf(county.code)) }));
const files = [...(await registryFiles()), ...(await enrolmentFiles()), ...(await caseFiles())];
write('city', [...files, ...truthFiles(files)]);
const odd = await oddFiles();
write('not-ok', [...odd, { file: 'expected.json', bytes: json(odd.map(({ file, kind, wrong }) => ({ file, kind, wrong }))) }]);

function enterprisesOf(code) {
  return city.enterprises.filter(({ county }) => county.code === code);
}

async function registryFiles() {
  const banners = ['150823', '150824', '150825'].map((code) => byIndustry(enterprisesOf(code)));
  const entry = (file, enterprises, bytes, rest = {}) => {
    const counties = [...new Set(enterprises.map(({ county }) => county.code))];
    return { file, kind: 'registry', counties, asOf: '2020-05', rows: enterprises.length, ...rest, bytes };
  };
  const csvNote = { encoding: 'GB18030', note: 'no 填报单位: the county must be given at upload' };
  return [
    entry('附件2_临河区.xlsx', enterprisesOf('150802'), await officialForm(random, enterprisesOf('150802'))),
    entry('附件2_五原县.xls', enterprisesOf('150821'), oldForm(random, enterprisesOf('150821'))),
    entry('附件2_磴口县.csv', enterprisesOf('150822'), bareCsv(random, enterprisesOf('150822')), csvNote),
    entry('附件2_乌拉特三旗.xlsx', banners.flat(), await sheetPerBanner(random, banners)),
    entry('杭锦后旗粉尘危害企业名单.xlsx', enterprisesOf('150826'), await lookAlikeForm(random, enterprisesOf('150826'))),
  ];
}

function enrolmentFiles() {
  return Promise.all(
    MONTHS.map(async (month) => ({
      file: `单位参保_${month}.xlsx`,
      kind: 'enrolment-unit',
      asOf: month,
      rows: unitsOf(city.units, month).length,
      bytes: await enrolmentExport(city.units, month),
    })),
  );
}

function caseFiles() {
  return Promise.all(
    casesByCounty.map(async ({ county, cases }) => ({
      file: `附件3_${county.name}.xlsx`,
      kind: 'cases',
      counties: [county.code],
      rows: cases.length,
      bytes: await annex3(new Random(Number(county.code)), county, cases),
    })),
  );
}

function truthFiles(made) {
  const manifest = made.map(({ bytes: _bytes, ...entry }) => entry);
  const cases = casesByCounty.flatMap((county) => county.cases);
  const badCases = cases.filter(isOutOfOrder).length;
  return [
    { file: 'truth.json', bytes: json({ seed: SEED, note: NOTE, manifest, coverage: coverageOf(city), cases: cases.length, badCases }) },
    { file: 'truth_links.csv', bytes: Buffer.from(linksCsv(city.units)) },
  ];
}

function json(value) {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}

function write(folder, made) {
  const target = join(ROOT, 'test/fixtures', folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const { file, bytes } of made) writeFileSync(join(target, file), bytes);
  const size = made.reduce((sum, { bytes }) => sum + bytes.length, 0);
  say(`test/fixtures/${folder}：${made.length} 个文件，${Math.round(size / 1024)} KiB`, `${made.length} files written`);
}
