import { Injectable } from '@nestjs/common';
import { PackPart, type RegionPack } from '../geography/index.js';
import { groupBy, Problem } from '../kernel/index.js';
import { CoverageStore } from './coverage.store.js';

/** Coverage's share of a region pack: the dated targets. */
@Injectable()
export class CoveragePackPart extends PackPart {
  constructor(private readonly store: CoverageStore) {
    super();
  }

  /** Throws Problem `region-pack-invalid` for a target beyond the city, which would be another city's as well. */
  async install(pack: RegionPack): Promise<void> {
    const own = new Set(pack.regions.filter(({ level }) => level !== 'province').map(({ code }) => code));
    const beyond = pack.targets.find(({ regionCode }) => !own.has(regionCode));
    if (beyond)
      throw new Problem('invalid', 'region-pack-invalid', `targets.json 中的 ${beyond.regionCode} 不是本市或其下级地区，请改正。`);
    for (const [measure, targets] of groupBy(pack.targets, (target) => target.measure)) {
      await this.store.addTargets(
        measure,
        targets.map(({ regionCode, year, percent, clause }) => ({ regionCode, year, percent, clause })),
      );
    }
  }
}
