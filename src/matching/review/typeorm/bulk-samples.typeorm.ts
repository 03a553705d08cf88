import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, insertInChunks } from '../../../platform/database/index.js';
import { BulkSamples, type BulkSample } from '../bulk/bulk-sample.store.js';
import type { EntryFilter } from '../domain/index.js';
import { BulkSampleEntity, BulkSampleItemEntity } from './bulk.entities.js';

@Injectable()
export class TypeOrmBulkSamples extends BulkSamples {
  constructor(private readonly database: Database) {
    super();
  }

  async add({ counties, filter, pairs, ...sample }: Omit<BulkSample, 'id' | 'acceptedByActId'>): Promise<BulkSample> {
    const { writer } = this.database;
    const values = { ...sample, counties: JSON.stringify(counties), filter: JSON.stringify(filter), acceptedByActId: null };
    const row = await writer.save(writer.create(BulkSampleEntity, values));
    await insertInChunks(
      writer,
      BulkSampleItemEntity,
      pairs.map((pair) => ({ ...pair, sampleId: row.id })),
    );
    return this.withPairs(row);
  }

  async find(id: number): Promise<BulkSample | undefined> {
    const row = await this.database.reader.findOneBy(BulkSampleEntity, { id });
    return row ? this.withPairs(row) : undefined;
  }

  async unused(fingerprint: string): Promise<BulkSample | undefined> {
    const where = { fingerprint, acceptedByActId: IsNull() };
    const row = await this.database.reader.findOne(BulkSampleEntity, { where, order: { id: 'DESC' } });
    return row ? this.withPairs(row) : undefined;
  }

  async use(id: number, actId: number): Promise<boolean> {
    const result = await this.database.writer.update(BulkSampleEntity, { id, acceptedByActId: IsNull() }, { acceptedByActId: actId });
    return result.affected === 1;
  }

  private async withPairs(row: BulkSampleEntity): Promise<BulkSample> {
    const items = await this.database.reader.find(BulkSampleItemEntity, { where: { sampleId: row.id }, order: { id: 'ASC' } });
    return {
      ...row,
      counties: JSON.parse(row.counties) as string[],
      filter: JSON.parse(row.filter) as EntryFilter,
      pairs: items.map(({ enterpriseId, unitId }) => ({ enterpriseId, unitId })),
    };
  }
}
