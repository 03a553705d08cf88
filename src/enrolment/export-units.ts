import { Injectable } from '@nestjs/common';
import { demand, RecordExport, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import type { LocalDate, RegionTree } from '../kernel/index.js';
import { TableFile, type Column } from '../platform/files/table/index.js';
import type { EnrolmentUnit } from './enrolment.store.js';
import { ListUnits, type ListedUnit } from './list-units.js';

const PAGE = 500;

/** The insured units and how many people they insure as of a day, as a table to take away: those that are listed on the screen. */
@Injectable()
export class ExportUnits {
  constructor(
    private readonly units: ListUnits,
    private readonly regions: RegionSource,
    private readonly taken: RecordExport,
  ) {}

  /** Rows are read page by page while the file is made. */
  async run(principal: Principal, asOf: LocalDate, county?: string): Promise<TableFile> {
    demand(principal, 'data.read');
    // A county outside of the scope is refused before the file begins.
    principal.scope.narrow(county);
    await this.taken.run(principal, { subject: { kind: 'export', id: 'units' }, county, after: { asOf } });
    const regions = await this.regions.tree();
    const rows = this.pages(principal, asOf, county);
    const region = county ?? principal.regionCode;
    const name = `参保单位_${regions.get(region)?.name ?? ''}_${asOf}`;
    return TableFile.of(name, { columns: columns(regions), rows });
  }

  private async *pages(principal: Principal, asOf: LocalDate, county: string | undefined): AsyncGenerator<ListedUnit, void> {
    let afterId = 0;
    for (let page: ListedUnit[] | undefined; page === undefined || page.length === PAGE;) {
      page = await this.units.page(principal, asOf, county, { afterId, limit: PAGE });
      yield* page;
      afterId = page.at(-1)?.unit.id ?? afterId;
    }
  }
}

const columns = (regions: RegionTree): readonly Column<ListedUnit>[] => [
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
