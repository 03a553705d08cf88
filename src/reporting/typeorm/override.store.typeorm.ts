import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { PersonalDataCipher } from '../../access/index.js';
import { Database } from '../../platform/database/index.js';
import type { CellAddress, Override } from '../domain/index.js';
import { OverrideStore } from '../override.store.js';
import type { CountyReport } from '../reporting.store.js';
import { ReportOverrideEntity } from './reporting.entities.js';

type Content = Pick<Override, 'value' | 'systemValue' | 'reason'>;

@Injectable()
export class TypeOrmOverrideStore extends OverrideStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: PersonalDataCipher,
  ) {
    super();
  }

  async inForce({ id }: CountyReport): Promise<Override[]> {
    const rows = await this.database.reader.find(ReportOverrideEntity, {
      where: { reportId: id, endedAt: IsNull() },
      order: { id: 'ASC' },
    });
    return rows.map(({ form, rowKey, field, content, madeBy, madeAt }) => ({
      address: { form, row: rowKey, field },
      ...(JSON.parse(this.cipher.open(content)) as Content),
      madeBy,
      madeAt,
    }));
  }

  async set(report: CountyReport, { address, value, systemValue, reason, madeBy, madeAt }: Override): Promise<void> {
    await this.end(report, address, madeBy, madeAt);
    const { form, row: rowKey, field } = address;
    const content: Content = { value, systemValue, reason };
    const sealed = this.cipher.seal(JSON.stringify(content));
    await this.database.writer.insert(ReportOverrideEntity, { reportId: report.id, form, rowKey, field, content: sealed, madeBy, madeAt });
  }

  async end({ id }: CountyReport, { form, row, field }: CellAddress, by: string, at: Date): Promise<boolean> {
    const where = { reportId: id, form, rowKey: row, field, endedAt: IsNull() };
    return ((await this.database.writer.update(ReportOverrideEntity, where, { endedBy: by, endedAt: at })).affected ?? 0) > 0;
  }

  async restore({ id }: CountyReport, asOf: Date, by: string, at: Date): Promise<void> {
    const { writer } = this.database;
    await writer.update(ReportOverrideEntity, { reportId: id, madeAt: MoreThan(asOf), endedAt: IsNull() }, { endedBy: by, endedAt: at });
    const ended = await writer.findBy(ReportOverrideEntity, { reportId: id, endedAt: MoreThan(asOf) });
    for (const { id: _id, endedAt: _endedAt, endedBy: _endedBy, ...before } of ended.filter(({ madeAt }) => madeAt <= asOf))
      await writer.insert(ReportOverrideEntity, before);
  }
}
