import { Injectable } from '@nestjs/common';
import { RegionSource } from '../../geography/index.js';
import { Database } from '../../platform/database/index.js';
import type { KeyIndustry } from '../domain/index.js';
import { KeyIndustries } from '../key-industries.js';
import { KeyIndustryEntity } from './registry.entities.js';

@Injectable()
export class TypeOrmKeyIndustries extends KeyIndustries {
  constructor(
    private readonly database: Database,
    private readonly regions: RegionSource,
  ) {
    super();
  }

  async of(regionCode: string): Promise<readonly KeyIndustry[]> {
    const cityCode = await this.regions.cityOf(regionCode);
    const rows = await this.database.reader.find(KeyIndustryEntity, { where: { cityCode }, order: { position: 'ASC' } });
    return rows.map(({ code, name, divisions, words }) => ({
      code,
      name,
      divisions: JSON.parse(divisions) as string[],
      words: JSON.parse(words) as string[],
    }));
  }

  async add(cityCode: string, industries: readonly KeyIndustry[]): Promise<void> {
    await this.database.writer.insert(
      KeyIndustryEntity,
      industries.map(({ code, name, divisions, words }, position) => ({
        cityCode,
        code,
        name,
        position,
        divisions: JSON.stringify(divisions ?? []),
        words: JSON.stringify(words),
      })),
    );
  }
}
