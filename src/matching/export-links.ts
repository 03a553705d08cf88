import { Injectable } from '@nestjs/common';
import { RecordExport, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import type { RegionTree } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { TableFile, type Column } from '../platform/files/table/index.js';
import type { LinkStatus } from './link-status.js';
import { ListLinks, type LinkEntry } from './list-links.js';

export interface LinksToExport {
  readonly county?: string | undefined;
  readonly status?: LinkStatus | undefined;
}

/** Links and candidates as a table to take away. */
@Injectable()
export class ExportLinks {
  constructor(
    private readonly links: ListLinks,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
    private readonly taken: RecordExport,
  ) {}

  /** Rows are read page by page while the file is made; ends with Problem `links-changed` where the city is matched anew meanwhile. */
  async run(principal: Principal, { county, status }: LinksToExport): Promise<TableFile> {
    const rows = this.links.each(principal, { county, status });
    await this.taken.run(principal, { subject: { kind: 'export', id: 'links' }, county, after: { status } });
    const regions = await this.regions.tree();
    const where = regions.get(county ?? principal.regionCode)?.name ?? '';
    return TableFile.of(`匹配结果_${where}_${this.clock.today()}`, { columns: columns(regions), rows });
  }
}

const LINK_STATUS_NAMES: Readonly<Record<LinkStatus, string>> = {
  auto: '自动关联',
  review: '待审核',
  confirmed: '已确认',
  rejected: '已驳回',
};

const RELATION_NAMES: Readonly<Record<string, string>> = { same: '同一单位', branch: '分支机构', project: '项目', predecessor: '更名前后' };

const columns = (regions: RegionTree): readonly Column<LinkEntry>[] => [
  { header: '旗县区代码', width: 12, kind: 'text', value: ({ enterprise }) => enterprise.countyCode },
  { header: '旗县区', width: 14, kind: 'text', value: ({ enterprise }) => regions.get(enterprise.countyCode)?.name ?? null },
  { header: '企业名称', width: 36, kind: 'text', value: ({ enterprise }) => enterprise.name },
  { header: '单位编号', width: 18, kind: 'text', value: ({ unit }) => unit.unitNo },
  { header: '单位名称', width: 36, kind: 'text', value: ({ unit }) => unit.name },
  { header: '统一社会信用代码', width: 22, kind: 'text', value: ({ unit }) => unit.creditCode },
  { header: '状态', width: 10, kind: 'text', value: ({ link }) => LINK_STATUS_NAMES[link.status] },
  { header: '关系', width: 10, kind: 'text', value: ({ link }) => RELATION_NAMES[link.relation] ?? link.relation },
  { header: '得分', width: 8, kind: 'decimal', value: ({ link }) => link.score },
  { header: '理由', width: 60, kind: 'text', value: ({ link }) => link.reason },
];
