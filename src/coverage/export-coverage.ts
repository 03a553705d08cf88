import { Injectable } from '@nestjs/common';
import { RecordExport, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import type { LocalDate } from '../kernel/index.js';
import { TableFile } from '../platform/files/table/index.js';
import { KeyIndustries } from '../registry/index.js';
import { enterpriseColumns } from './enterprise-columns.js';
import { MeasureCoverage } from './measure-coverage.js';

/** The enterprises behind the coverage as a table to take away, each with the rows that its figures come from. */
@Injectable()
export class ExportCoverage {
  constructor(
    private readonly coverage: MeasureCoverage,
    private readonly industries: KeyIndustries,
    private readonly regions: RegionSource,
    private readonly taken: RecordExport,
  ) {}

  async run(principal: Principal, asOf: LocalDate, county?: string): Promise<TableFile> {
    const rows = await this.coverage.entries(principal, asOf, county);
    await this.taken.run(principal, { subject: { kind: 'export', id: 'coverage' }, county, after: { asOf } });
    const [regions, industries] = await Promise.all([this.regions.tree(), this.industries.of(principal.scope.city)]);
    const where = regions.get(county ?? principal.regionCode)?.name ?? '';
    const industryNames = new Map(industries.map(({ code, name }) => [code, name]));
    const columns = enterpriseColumns((code) => regions.get(code)?.name ?? code, industryNames);
    return TableFile.of(`参保覆盖明细_${where}_${asOf}`, { columns, rows });
  }
}
