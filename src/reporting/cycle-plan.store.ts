import type { CyclePlan } from './domain/index.js';

/** Where each city's plans of reporting cycles are kept; they are only ever added. Writing needs a unit of work. */
export abstract class CyclePlanStore {
  /** By number. */
  abstract of(cityCode: string): Promise<CyclePlan[]>;
  /** Gives the plan the city's next number. */
  abstract add(cityCode: string, plan: Omit<CyclePlan, 'number'>): Promise<CyclePlan>;
}
