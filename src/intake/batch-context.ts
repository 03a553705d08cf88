import { Injectable } from '@nestjs/common';
import { Scope, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { Problem } from '../kernel/index.js';
import type { ImportBatch, ReadSettings } from './domain/index.js';
import { CorrectionTable } from './domain/index.js';
import type { ImportContext } from './import-target.js';
import { IntakeStore } from './intake.store.js';

/** What reading and planning a batch need to know of its upload: a job does it in the name of whoever uploaded. */
@Injectable()
export class BatchContext {
  constructor(
    private readonly regions: RegionSource,
    private readonly store: IntakeStore,
  ) {}

  async of(batch: ImportBatch): Promise<ImportContext> {
    const [cityCode, regions] = [await this.regions.cityOf(batch.regionCode), await this.regions.treeOf(batch.regionCode)];
    const principal: Principal = {
      userId: null,
      displayName: batch.createdBy,
      role: 'system',
      regionCode: batch.regionCode,
      scope: Scope.below(batch.regionCode, regions),
    };
    return {
      principal,
      county: batch.countyCode ?? undefined,
      asOf: batch.asOf ?? undefined,
      regions,
      cityCode,
    };
  }

  async settings(batch: ImportBatch): Promise<ReadSettings> {
    return {
      sheets: batch.sheets.settings,
      corrections: new CorrectionTable(await this.store.corrections(batch.id)),
      remembered: await this.store.rememberedFields(batch.regionCode, batch.kind),
    };
  }
}

/** A workbook may only touch counties of its uploader. */
export function refuseOutsideScope({ principal, regions }: ImportContext, countyCodes: readonly string[]): void {
  const outside = countyCodes.filter((code) => !principal.scope.allows(code));
  if (outside.length === 0) return;
  const names = outside.map((code) => regions.get(code)?.name ?? code).join('、');
  throw new Problem('forbidden', 'county-outside-scope', `文件中有${names}的数据，不在您的管辖范围内。请只上传本旗县区的数据。`, {
    counties: outside,
  });
}

/** Whether trying again may help: nothing is wrong with the workbook. */
export const isPassing = ({ kind }: Problem): boolean => kind === 'unavailable' || kind === 'disk-full';
