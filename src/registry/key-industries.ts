import { Injectable } from '@nestjs/common';
import { PackPart, type RegionPack } from '../geography/index.js';
import type { KeyIndustry } from './domain/index.js';

/** The key industries of each city, in their official order. */
export abstract class KeyIndustries {
  /** Of the city at or above a region. */
  abstract of(regionCode: string): Promise<readonly KeyIndustry[]>;
  abstract add(cityCode: string, industries: readonly KeyIndustry[]): Promise<void>;
}

/** The registry's share of a region pack: the key industries. */
@Injectable()
export class RegistryPackPart extends PackPart {
  constructor(private readonly industries: KeyIndustries) {
    super();
  }

  install(pack: RegionPack): Promise<void> {
    return this.industries.add(pack.cityCode, pack.keyIndustries);
  }
}
