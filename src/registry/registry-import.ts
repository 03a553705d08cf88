import { Injectable } from '@nestjs/common';
import {
  countyOfSheet,
  regionOfRow,
  type Alarm,
  type PlannedChange,
  type ReadRow,
  type RowError,
  type SheetReading,
  type SheetKind,
} from '../intake/domain/index.js';
import { PlannedTarget, type ImportContext, type ImportPlan } from '../intake/index.js';
import { isCounty, Problem, type Month } from '../kernel/index.js';
import { splitRemarkedName } from '../matching/domain/index.js';
import { Clock } from '../platform/clock/clock.js';
import {
  changedFields,
  handoverAlarms,
  identifyRows,
  lineChanges,
  readRemark,
  recognitionOf,
  registrySheet,
  withUnsaid,
  type Recognition,
  type RegistryLine,
  type RegistrySheetRow,
} from './domain/index.js';
import { KeyIndustries } from './key-industries.js';
import { RegistryStore, type KnownEnterprise, type NewHandover, type NewLine } from './registry.store.js';

type SheetRow = ReadRow<RegistrySheetRow>;

interface ParsedRow extends Recognition {
  readonly read: SheetRow;
  /** The fields that its sheet has columns for. */
  readonly columns: ReadonlySet<string>;
  readonly line: RegistryLine;
}

/** The rows of one county for one month, compared with what is known of it. */
interface CountyPlan {
  readonly countyCode: string;
  readonly month: Month;
  readonly lines: readonly { readonly row: ParsedRow; readonly known: KnownEnterprise | undefined }[];
  /** Listed so far, but not in the workbook. */
  readonly missing: readonly KnownEnterprise[];
  readonly errors: readonly RowError[];
}

/** Takes 附件2 and its look-alikes: every sheet is a county's hand-over for a month. */
@Injectable()
export class RegistryImport extends PlannedTarget<RegistrySheetRow> {
  readonly kind = 'registry';
  readonly holdsPersonalData = false;

  constructor(
    private readonly store: RegistryStore,
    private readonly industries: KeyIndustries,
    private readonly clock: Clock,
  ) {
    super();
  }

  async sheetKind(regionCode: string): Promise<SheetKind<RegistrySheetRow>> {
    return registrySheet(await this.industries.of(regionCode));
  }

  async plan(sheets: readonly SheetReading<RegistrySheetRow>[], context: ImportContext): Promise<ImportPlan> {
    const groups = groupByCounty(sheets, context);
    const counties = await Promise.all(groups.map((group) => this.planCounty(group)));
    const lines = counties.flatMap((county) => county.lines);
    const changed = lines.filter(({ row, known }) => known?.line && changedFields(known.line, row.line).length > 0).length;
    const isNew = lines.filter(({ known }) => !known?.line).length;
    const industries = await this.industries.of(context.cityCode);
    const industryName = (code: string): string => industries.find((industry) => industry.code === code)?.name ?? code;
    return {
      countyCodes: counties.map((county) => county.countyCode),
      counts: {
        new: isNew,
        changed,
        unchanged: lines.length - isNew - changed,
        missing: counties.reduce((sum, county) => sum + county.missing.length, 0),
      },
      alarms: counties.flatMap((county) => alarmsOf(county, context)),
      changes: counties.flatMap((county) => changesOf(county, industryName)),
      errors: counties.flatMap((county) => county.errors),
      sources: lines.map(({ row: { read } }) => ({ sheet: read.sheet, row: read.row, hidden: read.hidden, raw: read.raw })),
      apply: async (batchId) => {
        for (const county of counties) await this.store.addHandover(this.handoverOf(county, batchId, context));
      },
    };
  }

  undo(batchId: number): Promise<void> {
    return this.store.undoHandovers(batchId);
  }

  private async planCounty({ countyCode, month, rows }: CountyGroup): Promise<CountyPlan> {
    const known = await this.store.known(countyCode);
    const byId = new Map(known.map((enterprise) => [enterprise.id, enterprise]));
    const identified = identifyRows(rows.map(parse), known);
    const lines = identified.rows.map(({ row, enterpriseId }) => {
      const enterprise = enterpriseId === null ? undefined : byId.get(enterpriseId);
      return { row: { ...row, line: withUnsaid(row.line, enterprise?.line, row.columns) }, known: enterprise };
    });
    const listed = new Set(lines.map((line) => line.known?.id));
    const missing = known.filter((enterprise) => enterprise.line && !listed.has(enterprise.id));
    return { countyCode, month, lines, missing, errors: identified.repeated.map(({ row, first }) => repeatedRow(row.read, first.read)) };
  }

  private handoverOf({ countyCode, month, lines }: CountyPlan, batchId: number, { principal }: ImportContext): NewHandover {
    return {
      countyCode,
      month,
      batchId,
      recordedBy: principal.displayName,
      recordedAt: this.clock.now(),
      lines: lines.map(({ row, known }): NewLine => ({
        enterpriseId: known?.id ?? null,
        nameKey: row.nameKey,
        formerNames: row.formerNames,
        line: row.line,
        source: { batchId, sheet: row.read.sheet, row: row.read.row },
      })),
    };
  }
}

const alarmsOf = ({ countyCode, lines, missing }: CountyPlan, { regions }: ImportContext): Alarm[] =>
  handoverAlarms({
    countyName: regions.get(countyCode)?.name ?? countyCode,
    met: lines.flatMap(({ row, known }) => (known?.line ? [{ before: known.line, after: row.line }] : [])),
    added: lines.filter(({ known }) => !known?.line).length,
    missing: missing.length,
  });

function changesOf({ lines, missing }: CountyPlan, industryName: (code: string) => string): PlannedChange[] {
  const listed = lines.flatMap(({ row: { read, line }, known }): PlannedChange[] => {
    const place = { identity: line.name, sheet: read.sheet, row: read.row };
    if (!known?.line) return [{ type: 'new', ...place, fields: [] }];
    const fields = lineChanges(known.line, line, industryName);
    return fields.length === 0 ? [] : [{ type: 'changed', ...place, fields }];
  });
  const gone = missing.map(({ line }): PlannedChange => ({
    type: 'missing',
    identity: line?.name ?? '',
    sheet: null,
    row: null,
    fields: [],
  }));
  return [...listed, ...gone];
}

interface CountyGroup {
  readonly countyCode: string;
  readonly month: Month;
  readonly rows: readonly SaidRow[];
}

/** A row with the fields that its sheet has columns for. */
interface SaidRow {
  readonly read: SheetRow;
  readonly columns: ReadonlySet<string>;
}

/** A row's own 旗县区 column decides, else its sheet. Rows of one county from several sheets are one hand-over. */
function groupByCounty(sheets: readonly SheetReading<RegistrySheetRow>[], context: ImportContext): CountyGroup[] {
  const groups = new Map<string, { countyCode: string; month: Month; rows: SaidRow[] }>();
  for (const sheet of sheets) {
    const month = monthOfSheet(sheet, context);
    const columns = new Set(sheet.columns.flatMap(({ field }) => field ?? []));
    for (const row of sheet.rows) {
      const countyCode = countyOfRow(row, sheet, context);
      const key = `${countyCode} ${month}`;
      const group = groups.get(key) ?? { countyCode, month, rows: [] };
      group.rows.push({ read: row, columns });
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function countyOfRow(row: SheetRow, sheet: SheetReading<RegistrySheetRow>, { regions, county }: ImportContext): string {
  const own = regionOfRow(row.value.countyText, regions);
  if (own && isCounty(own)) return own.code;
  const ofSheet = countyOfSheet(sheet, regions, county);
  if (ofSheet.ok) return ofSheet.value.county.code;
  throw new Problem('invalid', ofSheet.error.code, ofSheet.error.message, { sheet: sheet.sheet });
}

function monthOfSheet({ sheet, filledOn }: SheetReading<RegistrySheetRow>, { asOf }: ImportContext): Month {
  const month = asOf ?? filledOn?.month;
  if (month) return month;
  throw new Problem('invalid', 'as-of-missing', `工作表“${sheet}”没有写明填报时间，请指定数据所属月份（例如 2020-05）。`, { sheet });
}

function parse({ read, columns }: SaidRow): ParsedRow {
  const { value } = read;
  const { notes } = splitRemarkedName(value.name);
  const remark = readRemark([value.remark ?? '', ...notes].join('，'));
  const line: RegistryLine = {
    sequence: value.sequence ?? '',
    industryCode: value.industry.code,
    industryText: value.industry.raw ?? '',
    name: value.name,
    address: value.address ?? '',
    headcount: value.headcount,
    contact: value.contact ?? '',
    phones: value.phones.join('、'),
    remark: value.remark ?? '',
    creditCode: value.creditCode,
    legalRepresentative: value.legalRepresentative ?? '',
    businessScope: value.businessScope ?? '',
    dustExposedHeadcount: value.dustExposedHeadcount,
    proposal: remark.proposal,
    suspended: remark.suspended !== null,
    statedHeadcount: remark.suspended?.statedHeadcount ?? null,
    insuredElsewhere: remark.insuredElsewhere,
  };
  return { read, columns, line, ...recognitionOf(line) };
}

const repeatedRow = (row: SheetRow, first: SheetRow): RowError => ({
  sheet: row.sheet,
  row: row.row,
  column: '企业名称',
  code: 'enterprise-repeated',
  message: `与工作表“${first.sheet}”第 ${first.row} 行是同一企业，未计入。请核对后只保留一行，或补填统一社会信用代码加以区分。`,
});
