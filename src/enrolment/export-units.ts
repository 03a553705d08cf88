import { Injectable } from '@nestjs/common';
import { demand, RecordExport, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { monthOf, type LocalDate, type RegionTree } from '../kernel/index.js';
import { TableFile, type Column } from '../platform/files/table/index.js';
import { EnrolmentStore, type EnrolmentUnit, type InsuredUnit, type UnitsOf } from './enrolment.store.js';

const PAGE = 500;

/** `insured`: null before the unit's first 工伤保险 record. */
interface UnitRow {
  readonly unit: EnrolmentUnit;
  readonly insured: InsuredUnit | null;
}

/**
 * The insured units and how many people they insure as of a day, as a table to take away. A county gets the units whose 参保区划 it is; the whole city
 * all of its pooling area, also those that name no county.
 */
@Injectable()
export class ExportUnits {
  constructor(
    private readonly store: EnrolmentStore,
    private readonly regions: RegionSource,
    private readonly taken: RecordExport,
  ) {}

  /** Rows are read page by page while the file is made. */
  async run(principal: Principal, asOf: LocalDate, county?: string): Promise<TableFile> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(county);
    const [regions, poolingArea] = [await this.regions.tree(), scope.city];
    await this.taken.run(principal, { subject: { kind: 'export', id: 'units' }, county, after: { asOf } });
    const region = county ?? principal.regionCode;
    const rows = this.pages(poolingArea, region === poolingArea ? 'everywhere' : scope, asOf);
    const name = `参保单位_${regions.get(region)?.name ?? ''}_${asOf}`;
    return TableFile.of(name, { columns: columns(regions), rows });
  }

  private async *pages(poolingArea: string, of: UnitsOf, asOf: LocalDate): AsyncGenerator<UnitRow, void> {
    let afterId = 0;
    for (let page: EnrolmentUnit[] | undefined; page === undefined || page.length === PAGE;) {
      page = await this.store.unitPage(poolingArea, of, { afterId, limit: PAGE });
      const insured = await this.store.insuredAsOf(
        page.map(({ id }) => id),
        monthOf(asOf),
      );
      for (const unit of page) yield { unit, insured: insured.get(unit.id) ?? null };
      afterId = page.at(-1)?.id ?? afterId;
    }
  }
}

const columns = (regions: RegionTree): readonly Column<UnitRow>[] => [
  { header: '单位编号', width: 18, kind: 'text', value: ({ unit }) => unit.unitNo },
  { header: '单位名称', width: 36, kind: 'text', value: ({ unit, insured }) => insured?.name ?? unit.name },
  { header: '统一社会信用代码', width: 22, kind: 'text', value: ({ unit }) => unit.creditCode },
  { header: '参保区划', width: 14, kind: 'text', value: ({ unit }) => countyName(unit, regions) },
  { header: '数据月份', width: 10, kind: 'text', value: ({ insured }) => insured?.month ?? null },
  { header: '参保人数', width: 10, kind: 'integer', value: ({ insured }) => insured?.insuredCount ?? null },
  { header: '数据超过三个月', width: 16, kind: 'text', value: ({ insured }) => (insured?.stale === true ? '是' : null) },
  { header: '批次', width: 8, kind: 'integer', value: ({ insured }) => insured?.source.batchId ?? null },
  { header: '工作表', width: 16, kind: 'text', value: ({ insured }) => insured?.source.sheet ?? null },
  { header: '行号', width: 8, kind: 'integer', value: ({ insured }) => insured?.source.row ?? null },
];

const countyName = ({ countyCode }: EnrolmentUnit, regions: RegionTree): string | null =>
  countyCode === null ? null : (regions.get(countyCode)?.name ?? countyCode);
