import { Injectable } from '@nestjs/common';
import { Problem, RegionTree, type Region } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import { RegionSource } from '../region-source.js';
import { RegionEntity } from './region.entity.js';

@Injectable()
export class TypeOrmRegionSource extends RegionSource {
  private cached: RegionTree | undefined;

  constructor(private readonly database: Database) {
    super();
  }

  async tree(): Promise<RegionTree> {
    this.cached ??= new RegionTree((await this.database.reader.find(RegionEntity)).map(toRegion));
    return this.cached;
  }

  async rootCode(): Promise<string> {
    const city = (await this.tree()).regions.find((region) => region.level === 'city');
    if (!city) throw new Problem('unavailable', 'regions-missing', '尚未装入地区资料，请检查 REGION_PACK 后重新启动。');
    return city.code;
  }

  async isEmpty(): Promise<boolean> {
    return (await this.database.reader.count(RegionEntity)) === 0;
  }

  async add(regions: readonly Region[]): Promise<void> {
    await this.database.writer.insert(
      RegionEntity,
      regions.map(({ aliases, ...rest }) => ({ ...rest, aliases: JSON.stringify(aliases) })),
    );
    this.database.afterCommit(() => (this.cached = undefined));
  }
}

const toRegion = ({ aliases, ...rest }: RegionEntity): Region => ({ ...rest, aliases: JSON.parse(aliases) as string[] });
