import { Injectable } from '@nestjs/common';
import { PackPart, type RegionPack } from '../geography/index.js';
import { groupBy } from '../kernel/index.js';
import { CoverageStore } from './coverage.store.js';

/** Coverage's share of a region pack: the dated targets. */
@Injectable()
export class CoveragePackPart extends PackPart {
  constructor(private readonly store: CoverageStore) {
    super();
  }

  async install(pack: RegionPack): Promise<void> {
    for (const [measure, targets] of groupBy(pack.targets, (target) => target.measure)) {
      await this.store.addTargets(
        measure,
        targets.map(({ regionCode, year, percent, clause }) => ({ regionCode, year, percent, clause })),
      );
    }
  }
}
