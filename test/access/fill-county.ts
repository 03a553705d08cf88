import ExcelJs from 'exceljs';
import type { CoverageEntryView } from '../../src/coverage/coverage.dto.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { LinkView } from '../../src/matching/matching.dto.js';
import type { BulkSampleView } from '../../src/matching/review/review.views.js';
import type { ScopeDecisionView, ScopeProposalView } from '../../src/registry/registry.dto.js';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { body, type ApiClient, type Upload } from '../support/api-client.js';
import { allLinks } from '../support/city.js';
import { handIn, pastReport } from '../support/reports.js';
import type { Things } from './ask.js';

/** A county, or a development zone, of the world. */
export interface CountyOfWorld {
  readonly code: string;
  readonly name: string;
  /** Stands in everything that is this county's: names, addresses, contacts, remarks, reasons, names of files and sheets. */
  readonly canary: string;
  /** What its quarries trade in, and a character with another that sounds alike: no county's names resemble another's. */
  readonly quarries: { readonly trade: string; readonly written: string; readonly meant: string };
  /** Names without a canary. */
  readonly besides?: { readonly enterprises: readonly string[]; readonly units: readonly string[] };
}

/** Those who work on a county's data while it is filled. */
export interface CountyStaff {
  readonly reviewer: ApiClient;
  readonly clerk: ApiClient;
  readonly leader: ApiClient;
}

export const AS_OF = '2022-06';
export const DAY = '2022-12-31';
/** The day on which the report is due that is handed in, and of the one that is not. */
const HANDED_IN = '2022-10-10';
const OPEN = '2022-06-05';

const BRANDS = [...'宏兴瑞德昌隆泰盛源恒永信诚富'];
/** As many decisions as there are askers: each may take one back. */
const CLOSED = 8;

const HEADER = ['序号', '所属行业', '企业名称', '企业地址', '职工人数', '企业联系人', '联系电话', '备注'];
const CASE_HEADER =
  '姓名,性别,身份证号码,职业病发病所在单位,职业病诊断病种,职业病诊断时间,工伤认定时间,劳动能力鉴定时间,是否参保,是否领取工伤待遇,备注';

export const namesOf = ({ name, canary }: CountyOfWorld): Readonly<Record<'linked' | 'decided' | 'unlinked', string>> => ({
  linked: `${name}${canary}第一建材有限公司`,
  decided: `${name}${canary}耐火材料有限公司`,
  unlinked: `${name}${canary}窑厂`,
});

/** Enterprises whose names the insurance writes with one other character: candidates for review, enough to draw a sample of. */
const quarriesOf = ({ name, quarries }: CountyOfWorld, spelling: 'written' | 'meant'): string[] =>
  BRANDS.map((brand) => `${name}${brand}${quarries[spelling]}${quarries.trade}`);

/** 附件2 of the county as a workbook, with one row that cannot be read. */
export async function registryOf(county: CountyOfWorld): Promise<Upload> {
  const { name, canary } = county;
  const { linked, decided, unlinked } = namesOf(county);
  const workbook = new ExcelJs.Workbook();
  const sheet = workbook.addWorksheet(`${name}${canary}表`);
  sheet.addRow([`填报单位：${name}卫生健康委员会`]);
  sheet.addRow(HEADER);
  const add = (enterprise: string, headcount: number | string, remark = ''): void => {
    sheet.addRow([
      sheet.rowCount - 1,
      '建材',
      enterprise,
      `${canary}路${sheet.rowCount}号`,
      headcount,
      `${canary}某`,
      '04780000000',
      remark,
    ]);
  };
  for (const one of [linked, decided, unlinked, ...(county.besides?.enterprises ?? [])]) add(one, 20);
  for (const quarry of quarriesOf(county, 'meant')) add(quarry, 10);
  for (let i = 0; i < CLOSED; i += 1) add(`${name}${canary}第${i + 3}采石场`, 5, `注销（${canary}）`);
  add(`${name}${canary}水泥厂`, `${canary}人`);
  return { name: `附件2_${name}${canary}.xlsx`, bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) };
}

/** Rows of 单位参保 of the county; numbers begin with `firstNo`. */
export function unitRowsOf(county: CountyOfWorld, firstNo: number): string[] {
  const { linked, decided } = namesOf(county);
  const names = [linked, decided, ...quarriesOf(county, 'written'), ...(county.besides?.units ?? [])];
  return names.map((unit, i) => `${firstNo + i},${unit},,工伤保险,正常参保,10,${county.name}`);
}

export const unitsUpload = (rows: readonly string[], name: string): Upload => ({
  name,
  bytes: new TextEncoder().encode(['单位编号,单位名称,统一社会信用代码,险种类型,参保状态,参保人数,参保区划', ...rows, ''].join('\n')),
});

export interface ImportedCounty {
  readonly registry: BatchView;
  readonly cases: BatchView;
}

export async function importCounty(reviewer: ApiClient, county: CountyOfWorld): Promise<ImportedCounty> {
  const terms = { kind: 'registry', county: county.code, asOf: AS_OF, step: 'apply', confirmLargeChange: 'true' };
  const registry = await body(reviewer.import<BatchView>(await registryOf(county), terms));
  const { canary, code } = county;
  const line = `${canary}甲,男,${withCheckDigit(`${code}19700101001`)},${namesOf(county).linked},矽肺壹期,2022-07-15,,,是,否,${canary}备注`;
  const file = { name: `附件3_${canary}.csv`, bytes: new TextEncoder().encode(`${CASE_HEADER}\n${line}\n`) };
  const cases = await body(reviewer.import<BatchView>(file, { kind: 'cases', county: code, step: 'apply', confirmLargeChange: 'true' }));
  return { registry, cases };
}

/** GB 11643. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return digits + ('10X98765432'[sum % 11] ?? '');
}

/** After matching: one of each kind of thing, by the words of the table. */
export async function fillCounty(staff: CountyStaff, county: CountyOfWorld, { registry, cases }: ImportedCounty): Promise<Things> {
  const links = await allLinks(staff.reviewer, `&county=${county.code}`);
  return {
    county: county.code,
    countyName: county.name,
    canary: county.canary,
    batch: registry.id,
    caseBatch: cases.id,
    ...(await exportThings(staff, cases)),
    ...(await linkThings(staff, county, links)),
    ...(await scopeThings(staff, county)),
    ...(await reportThings(staff, county)),
    ...(await sampleThings(staff, county)),
  };
}

async function linkThings({ clerk }: CountyStaff, county: CountyOfWorld, links: readonly LinkView[]): Promise<Things> {
  const of = (name: string): LinkView => {
    const link = links.find(({ enterpriseName }) => enterpriseName === name);
    if (!link) throw new Error(`${name} has no link.`);
    return link;
  };
  const [linked, decided] = [of(namesOf(county).linked), of(namesOf(county).decided)];
  const confirmed = { verdict: 'confirmed', version: decided.version, note: `${county.canary}核对` };
  await body(clerk.post(`/api/matching/links/${decided.id}/decisions`, confirmed));
  const [act] = await body(clerk.get<{ id: number }[]>(`/api/matching/review/entries/${decided.enterpriseId}/acts`));
  const entries = await body(clerk.get<CoverageEntryView[]>(`/api/coverage/enterprises?asOf=${DAY}&county=${county.code}`));
  const source = entries.find(({ enterpriseId }) => enterpriseId === linked.enterpriseId)?.source;
  return {
    link: linked.id,
    unit: linked.unitId,
    enterprise: linked.enterpriseId,
    decidedEnterprise: decided.enterpriseId,
    act: act?.id ?? 0,
    sheet: encodeURIComponent(source?.sheet ?? ''),
    row: source?.row ?? 0,
  };
}

/** A request of the county's clerk that nobody has decided. */
async function exportThings({ clerk }: CountyStaff, { id }: BatchView): Promise<Things> {
  const request = { kind: 'original', subject: String(id), reason: '核对工伤认定材料' };
  return { export: (await body(clerk.post<{ id: number }>('/api/personal-data/exports', request))).id };
}

async function scopeThings({ clerk }: CountyStaff, county: CountyOfWorld): Promise<Things> {
  const proposals = await body(clerk.get<ScopeProposalView[]>(`/api/registry/scope-proposals?county=${county.code}`));
  const [open, ...rest] = proposals;
  const decisions: number[] = [];
  for (const { enterpriseId } of rest) {
    const decision = { verdict: 'confirmed', reason: `${county.canary}核实` };
    decisions.push((await body(clerk.post<ScopeDecisionView>(`/api/registry/enterprises/${enterpriseId}/scope-decisions`, decision))).id);
  }
  const proof = { insuredCount: 1, validFrom: '2022-01-01', document: `${county.canary}参保凭证` };
  await body(clerk.post(`/api/registry/enterprises/${open?.enterpriseId ?? 0}/insurance-proofs`, proof));
  return { proposal: open?.enterpriseId ?? 0, decision: decisions };
}

async function reportThings({ reviewer, leader }: CountyStaff, { code }: CountyOfWorld): Promise<Things> {
  const submitted = await pastReport(reviewer, HANDED_IN, code);
  await handIn(leader, submitted.id);
  const open: ReportView = await pastReport(reviewer, OPEN, code);
  const [file] = await body(reviewer.get<ReportFileView[]>(`/api/reports/${submitted.id}/files`));
  return { submitted: submitted.id, report: open.id, file: file?.id ?? 0 };
}

async function sampleThings({ clerk, leader }: CountyStaff, { code }: CountyOfWorld): Promise<Things> {
  const { id: sample } = await body(clerk.post<BulkSampleView>('/api/matching/review/samples', { county: code }));
  const { id: look } = await body(leader.post<{ id: number }>('/api/matching/second-looks', { county: code, automatic: 5, decided: 0 }));
  const [pair] = await body(leader.get<{ itemId: number }[]>(`/api/matching/second-looks/${look}/pairs`));
  return { sample, look, item: pair?.itemId ?? 0 };
}
