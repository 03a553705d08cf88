import { Injectable } from '@nestjs/common';
import type { FindOptionsWhere } from 'typeorm';
import type { Scope } from '../../access/index.js';
import { asLocalDate } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import { CityBundleStore, type BundledReport, type CityBundle, type NewCityBundle } from '../city/city-bundle.store.js';
import { CityBundleEntity } from './city-bundle.entity.js';

@Injectable()
export class TypeOrmCityBundleStore extends CityBundleStore {
  constructor(private readonly database: Database) {
    super();
  }

  find(id: number, scope: Scope): Promise<CityBundle | undefined> {
    return this.findBy({ id }, scope);
  }

  ofState(stateHash: string, scope: Scope): Promise<CityBundle | undefined> {
    return this.findBy({ stateHash }, scope);
  }

  async add({ reports, ...bundle }: NewCityBundle): Promise<CityBundle> {
    const { writer } = this.database;
    const row = { ...bundle, reports: JSON.stringify(reports), fileHash: null, madeAt: null };
    return toBundle(await writer.save(writer.create(CityBundleEntity, row)));
  }

  async recordMade({ id }: CityBundle, fileHash: string, madeAt: Date): Promise<void> {
    await this.database.writer.update(CityBundleEntity, { id }, { fileHash, madeAt });
  }

  private async findBy(where: FindOptionsWhere<CityBundleEntity>, scope: Scope): Promise<CityBundle | undefined> {
    const row = await this.database.reader.findOneBy(CityBundleEntity, where);
    const bundle = row ? toBundle(row) : undefined;
    return bundle?.reports.every(({ countyCode }) => scope.allows(countyCode)) ? bundle : undefined;
  }
}

const toBundle = ({ reports, dueOn, ...row }: CityBundleEntity): CityBundle => ({
  ...row,
  dueOn: asLocalDate(dueOn),
  reports: JSON.parse(reports) as BundledReport[],
});
