import {
  readCreditCodeCell,
  readHeadcount,
  readIdentifier,
  readOrganisationName,
  readPersonName,
  readPhones,
  readText,
  type RowCells,
  type SheetKind,
} from '../../intake/domain/index.js';
import { industryOf, KEY_INDUSTRIES, type KeyIndustry } from './industry.js';
import { REGISTRY_FIELDS, type RegistryField } from './registry-sheet-fields.js';
import { readRemark } from './remark.js';

/** A row of the dust-hazard registry (附件2《尘肺病重点行业企业信息一览表》), each value in its normal form. */
export interface RegistrySheetRow {
  readonly sequence: string | null;
  readonly industry: { readonly raw: string | null; readonly code: string | null };
  readonly name: string;
  readonly address: string | null;
  /** 职工人数 as the column says; what the 备注 states instead is the remark's to say (`readRemark`). */
  readonly headcount: number | null;
  readonly contact: string | null;
  readonly phones: readonly string[];
  readonly remark: string | null;
  readonly creditCode: string | null;
  readonly legalRepresentative: string | null;
  readonly businessScope: string | null;
  readonly dustExposedHeadcount: number | null;
  /** The row's own 旗县区, where the sheet has such a column. */
  readonly countyText: string | null;
}

type Cells = RowCells<RegistryField>;

/** The registry as a kind of sheet; `industries` are the key industries of the installation. */
export const registrySheet = (industries: readonly KeyIndustry[] = KEY_INDUSTRIES): SheetKind<RegistrySheetRow, RegistryField> => ({
  name: 'registry',
  label: '尘肺病重点行业企业信息一览表（附件2）',
  fields: REGISTRY_FIELDS,
  readRow: (cells) => readRow(cells, industries),
});

function readRow(cells: Cells, industries: readonly KeyIndustry[]): RegistrySheetRow | null {
  const name = cells.require('name', readOrganisationName);
  const remark = cells.read('remark', readText);
  const row = {
    sequence: cells.read('sequence', readIdentifier),
    industry: readIndustry(cells, industries),
    address: cells.read('address', readText),
    headcount: cells.read('headcount', readHeadcount),
    contact: cells.read('contact', readPersonName),
    phones: cells.read('phones', readPhones) ?? [],
    remark,
    creditCode: cells.read('creditCode', readCreditCodeCell),
    legalRepresentative: cells.read('legalRepresentative', readPersonName),
    businessScope: cells.read('businessScope', readText),
    dustExposedHeadcount: cells.read('dustExposedHeadcount', readHeadcount),
    countyText: cells.read('countyText', readText),
  };
  if (name === null) return null;
  checkHeadcounts(cells, row);
  if (NAME_NOTE.test(name)) cells.warn('name', 'name-with-note', '企业名称后附有状态说明，请把说明移到备注，否则不计入企业状态。');
  return { ...row, name };
}

const NAME_NOTE = /（[^（）]*(?:停产|停工|注销|吊销|在建|未投产|原名|曾用名)[^（）]*）$/;

function readIndustry(cells: Cells, industries: readonly KeyIndustry[]): RegistrySheetRow['industry'] {
  const raw = cells.read('industry', readText);
  const reading = raw === null ? null : industryOf(raw, industries);
  const names = industries.map((industry) => industry.name).join('、');
  if (!reading?.code) cells.warn('industry', 'industry-unknown', `所属行业未填写或不属于重点行业（${names}），请核对。`);
  else if (reading.named.length > 1) cells.warn('industry', 'industry-several', '所属行业写了不止一个，按第一个统计，请核对。');
  return { raw, code: reading?.code ?? null };
}

function checkHeadcounts(cells: Cells, row: Pick<RegistrySheetRow, 'headcount' | 'dustExposedHeadcount' | 'remark'>): void {
  const remark = readRemark(row.remark);
  if (row.headcount === null && !remark.suspended && !remark.proposal) {
    cells.warn('headcount', 'headcount-missing', '没有填写职工人数，覆盖率无法计入该企业的职工，请补填。');
  }
  if (row.headcount !== null && row.dustExposedHeadcount !== null && row.dustExposedHeadcount > row.headcount && !remark.suspended) {
    cells.warn('dustExposedHeadcount', 'dust-exposed-above-headcount', '接尘人数大于职工人数，请核对。');
  }
}
