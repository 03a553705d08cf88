import { Injectable } from '@nestjs/common';
import { PackPart, type RegionPack } from '../geography/index.js';
import type { KeyIndustry } from './domain/index.js';

/** The key industries of this installation, in their official order. */
export abstract class KeyIndustries {
  abstract all(): Promise<readonly KeyIndustry[]>;
  abstract add(industries: readonly KeyIndustry[]): Promise<void>;
}

/** The registry's share of a region pack: the key industries. */
@Injectable()
export class RegistryPackPart extends PackPart {
  constructor(private readonly industries: KeyIndustries) {
    super();
  }

  install(pack: RegionPack): Promise<void> {
    return this.industries.add(pack.keyIndustries);
  }
}
