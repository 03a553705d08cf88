import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { enrolmentUnitSheet } from '../enrolment/domain/enrolment-unit-sheet.js';
import { readRegionPack } from '../geography/region-pack.js';
import { countyOfSheet, readWorkbook, regionOfRow, type SheetKind, type SheetReading } from '../intake/domain/index.js';
import { FileWorkbookOpener } from '../intake/readers/file-workbook-opener.js';
import { RegionTree } from '../kernel/index.js';
import { registrySheet } from '../registry/domain/registry-sheet.js';
import { formerNamesIn, matchAll, type Candidate, type EnrolmentUnitName, type RegisteredEnterprise } from './domain/index.js';

const shared = process.env['SHARED_DIR'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const samples = join(shared, 'samples');
const present = existsSync(join(samples, 'truth_links.csv'));
const regions = new RegionTree(readRegionPack(fileURLToPath(new URL('../../region-packs/150800', import.meta.url))).regions);

/** Goals of the issue on matching, on links whose unit is enrolled at all. */
const AUTOMATIC = 0.9;
const AUTOMATIC_OR_AMONG_FIVE = 0.985;

interface ManifestEntry {
  readonly file: string;
  readonly kind: string;
  readonly counties?: readonly string[];
}

type TrueLink = Readonly<Record<'registry_county' | 'registry_name' | 'unit_no', string>>;

async function sheetsOf<T>(file: string, kind: SheetKind<T>): Promise<readonly SheetReading<T>[]> {
  const workbook = await new FileWorkbookOpener().open(join(samples, file));
  try {
    return (await readWorkbook(workbook, kind)).sheets;
  } finally {
    await workbook.close();
  }
}

async function registered(files: readonly ManifestEntry[]): Promise<RegisteredEnterprise[]> {
  const enterprises: RegisteredEnterprise[] = [];
  for (const { file, counties } of files) {
    for (const sheet of await sheetsOf(file, registrySheet())) {
      const county = countyOfSheet(sheet, regions, counties?.length === 1 ? counties[0] : undefined);
      if (!county.ok) throw new Error(county.error.message);
      for (const { value } of sheet.rows) {
        const { name, creditCode, address, phones, contact, headcount, remark } = value;
        const aliases = formerNamesIn(remark ?? '');
        const countyCode = county.value.county.code;
        enterprises.push({ id: enterprises.length + 1, countyCode, name, aliases, creditCode, address, phones, contact, headcount });
      }
    }
  }
  return enterprises;
}

async function insured(files: readonly ManifestEntry[]): Promise<EnrolmentUnitName[]> {
  const units = new Map<string, EnrolmentUnitName>();
  for (const { file } of files) {
    for (const { value } of (await sheetsOf(file, enrolmentUnitSheet)).flatMap(({ rows }) => rows)) {
      const { unitNo, name, creditCode, insuredCount } = value;
      const region = regionOfRow(value.countyText, regions);
      const countyCode = region?.level === 'county' ? region.code : null;
      units.set(unitNo, { id: units.get(unitNo)?.id ?? units.size + 1, unitNo, name, creditCode, countyCode, insuredCount });
    }
  }
  return [...units.values()];
}

const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

if (!present) {
  const reason = `样例数据不在 ${samples}；请设置 SHARED_DIR`;
  console.warn(`样例城市的匹配测试未运行：${reason}`);
  const report = process.env['CI'] === 'true' ? it : it.skip;
  report(`links of the sample city (${reason})`, () => expect(present).toBe(true));
} else {
  describe('matching the sample city', () => {
    const { manifest } = JSON.parse(readFileSync(join(samples, 'truth.json'), 'utf8')) as { manifest: ManifestEntry[] };
    const truth: TrueLink[] = parse(readFileSync(join(samples, 'truth_links.csv')), { bom: true, columns: true, skip_empty_lines: true });
    let candidates: readonly (Candidate & { readonly isTrue: boolean; readonly names: string })[] = [];
    let enrolled = 0;

    beforeAll(async () => {
      const enterprises = await registered(manifest.filter(({ kind }) => kind === 'registry'));
      const units = await insured(manifest.filter(({ kind }) => kind === 'enrolment-unit'));
      const [enterpriseOf, unitOf] = [new Map(enterprises.map((one) => [one.id, one])), new Map(units.map((one) => [one.id, one]))];
      const key = (county: string, name: string, unitNo: string): string => [county, plain(name), unitNo].join(' ');
      const trueKeys = new Set(truth.map((link) => key(link.registry_county, link.registry_name, link.unit_no)));
      enrolled = truth.filter((link) => units.some(({ unitNo }) => unitNo === link.unit_no)).length;
      candidates = matchAll({ enterprises, units, regions }).candidates.map((candidate) => {
        const [enterprise, unit] = [enterpriseOf.get(candidate.enterpriseId), unitOf.get(candidate.unitId)];
        const isTrue = trueKeys.has(key(enterprise?.countyCode ?? '', enterprise?.name ?? '', unit?.unitNo ?? ''));
        return { ...candidate, isTrue, names: `${enterprise?.name ?? ''} <- ${unit?.name ?? ''}` };
      });
    });

    it('links nothing wrongly', () => {
      expect(candidates.filter(({ status, isTrue }) => status === 'auto' && !isTrue).map(({ names }) => names)).toEqual([]);
    });

    it(`links at least ${AUTOMATIC * 100} % of the enrolled true links automatically`, () => {
      expect(candidates.filter(({ status, isTrue }) => status === 'auto' && isTrue).length / enrolled).toBeGreaterThanOrEqual(AUTOMATIC);
    });

    it(`has at least ${AUTOMATIC_OR_AMONG_FIVE * 100} % of them linked or among the first five candidates`, () => {
      const shown = candidates.filter(({ status, rank, isTrue }) => isTrue && (status === 'auto' || rank <= 5));
      expect(shown.length / enrolled).toBeGreaterThanOrEqual(AUTOMATIC_OR_AMONG_FIVE);
    });
  });
}
