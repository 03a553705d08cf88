import { Injectable } from '@nestjs/common';
import { PackPart, type RegionPack } from '../geography/index.js';
import { ReportingStore } from './reporting.store.js';

/** Reporting's share of a region pack: the cycles. */
@Injectable()
export class ReportingPackPart extends PackPart {
  constructor(private readonly store: ReportingStore) {
    super();
  }

  install(pack: RegionPack): Promise<void> {
    return this.store.addCycles(pack.cycles);
  }
}
