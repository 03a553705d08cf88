import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../../access/index.js';
import { notFound } from '../../kernel/index.js';
import { RegistryStore } from '../../registry/index.js';
import { DecisionHistory, type RecordedChange } from './history.store.js';

/** Who decided what, when, and what was taken back. */
@Injectable()
export class ReadHistory {
  constructor(
    private readonly history: DecisionHistory,
    private readonly registry: RegistryStore,
  ) {}

  async ofEntry(principal: Principal, enterpriseId: number): Promise<RecordedChange[]> {
    demand(principal, 'data.read');
    if (!(await this.registry.enterprise(enterpriseId, principal.scope))) throw notFound('该企业');
    return this.history.ofEnterprises(principal.scope, [enterpriseId]);
  }
}
