import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../platform/config/config.module.js';
import type { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/index.js';
import { PackPart, readRegionPack } from './region-pack.js';
import { RegionSource } from './region-source.js';

export const PACK_PARTS = Symbol('PackParts');

/** At first start: the city's divisions, and every feature's share of the pack, in one transaction. */
@Injectable()
export class InstallRegionPack {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PACK_PARTS) private readonly parts: readonly PackPart[],
    private readonly regions: RegionSource,
    private readonly database: Database,
  ) {}

  async run(): Promise<void> {
    if (!(await this.regions.isEmpty())) return;
    const pack = readRegionPack(this.config.regionPack);
    await this.database.unitOfWork(async () => {
      // Two processes may start at once: the second one waits at the gate and finds the work done.
      if (!(await this.regions.isEmpty())) return;
      await this.regions.add(pack.regions);
      for (const part of this.parts) await part.install(pack);
    });
  }
}
