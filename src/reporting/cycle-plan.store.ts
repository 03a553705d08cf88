import type { CyclePlan } from './domain/index.js';

/** Where the plans of reporting cycles are kept; they are only ever added. Writing needs a unit of work. */
export abstract class CyclePlanStore {
  /** By number. */
  abstract all(): Promise<CyclePlan[]>;
  /** Gives the plan the next number. */
  abstract add(plan: Omit<CyclePlan, 'number'>): Promise<CyclePlan>;
}
