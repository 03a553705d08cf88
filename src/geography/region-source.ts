import type { Region, RegionTree } from '../kernel/index.js';

/** The divisions of this installation. */
export abstract class RegionSource {
  abstract tree(): Promise<RegionTree>;
  /** The code of the city that the installation serves: also the pooling area (统筹区) of its enrolment. */
  abstract rootCode(): Promise<string>;
  abstract isEmpty(): Promise<boolean>;
  abstract add(regions: readonly Region[]): Promise<void>;
}
