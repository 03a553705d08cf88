import { Injectable } from '@nestjs/common';
import type { Scope } from '../../access/index.js';
import { heldBack } from './domain/index.js';
import { DecisionHistory } from './history.store.js';

/** Pairs that no matching run may link by itself. */
@Injectable()
export class HeldPairs {
  constructor(private readonly history: DecisionHistory) {}

  /** As `pairKey`. */
  async of(scope: Scope): Promise<ReadonlySet<string>> {
    const wrong = await this.history.foundWrong(scope);
    if (wrong.length === 0) return new Set();
    return heldBack(await this.history.ofEnterprises(scope, [...new Set(wrong.map(({ enterpriseId }) => enterpriseId))]));
  }
}
