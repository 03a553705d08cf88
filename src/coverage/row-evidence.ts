import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import { EnrolmentStore } from '../enrolment/index.js';
import { RowEvidence } from '../intake/index.js';
import { LinkStore } from '../matching/index.js';
import { RegistryStore } from '../registry/index.js';

/** A registry row of an enterprise of the scope, or an enrolment row of a unit that is linked with one or a candidate for it. */
@Injectable()
export class CoverageRowEvidence extends RowEvidence {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly links: LinkStore,
  ) {
    super();
  }

  async standsBehind(scope: Scope, batchId: number, sheet: string, row: number): Promise<boolean> {
    const source = { batchId, sheet, row };
    if (await this.registry.hasLine(scope, source)) return true;
    const unitId = await this.enrolment.unitOfRow(source);
    if (unitId === undefined) return false;
    const links = await this.links.list(scope, { unitId });
    return links.some(({ status }) => status !== 'rejected');
  }
}
