import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { CONFIG } from '../platform/config/config.module.js';
import type { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/index.js';
import { PackPart, readRegionPack, type RegionPack } from './region-pack.js';
import { RegionSource } from './region-source.js';

export const PACK_PARTS = Symbol('PackParts');

/** Two processes install one after the other: the second one finds the work done. */
const PACKS_LOCK = 'region-packs';

/** A city's divisions, and every feature's share of its pack, in one transaction. A city that is there is left as it is. */
@Injectable()
export class InstallRegionPack {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PACK_PARTS) private readonly parts: readonly PackPart[],
    private readonly regions: RegionSource,
    private readonly database: Database,
  ) {}

  /** At each start: the packs that the configuration names; the default one only where there is no city yet. Throws Problem `region-pack-invalid`. */
  async run(): Promise<void> {
    const { regionPacks, defaultRegionPack } = this.config;
    for (const folder of regionPacks) await this.install(folder);
    if (regionPacks.length === 0 && (await this.regions.isEmpty())) await this.install(defaultRegionPack);
  }

  /** One more city, while the service runs. False where it is there already. Throws Problem `region-pack-invalid`. */
  async install(folder: string): Promise<boolean> {
    const pack = readRegionPack(folder);
    if (await this.isInstalled(pack)) return false;
    return this.database.unitOfWork(async () => {
      if (await this.isInstalled(pack)) return false;
      await this.refuseForeignDivisions(pack);
      await this.regions.add(pack.regions);
      for (const part of this.parts) await part.install(pack);
      return true;
    }, PACKS_LOCK);
  }

  private async isInstalled({ cityCode }: RegionPack): Promise<boolean> {
    return (await this.regions.known([cityCode])).has(cityCode);
  }

  /** Only what lies above the city may be shared with another one's pack: a county belongs to one city. */
  private async refuseForeignDivisions({ cityCode, regions }: RegionPack): Promise<void> {
    const known = await this.regions.known(regions.map(({ code }) => code));
    const shared = regions.find(({ code, level }) => level !== 'province' && known.has(code));
    if (!shared) return;
    const message = `地区资料包 ${cityCode} 中的${shared.name}（${shared.code}）已属于另一个城市，请改正 regions.csv。`;
    throw new Problem('invalid', 'region-pack-invalid', message);
  }
}
