import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { changeSettings, isOpen, readCorrections, type CorrectionInput, type ImportBatch, type SettingsChange } from './domain/index.js';
import { ImportTargets } from './import-target.js';
import { IntakeStore } from './intake.store.js';
import type { ImportRequest } from './upload-workbook.js';

/** An import with what a person sets beside the file; both empty where the workbook speaks for itself. */
export interface UnattendedRequest extends ImportRequest {
  readonly sheets?: SettingsChange | undefined;
  readonly corrections?: readonly CorrectionInput[] | undefined;
}

/** Writes down what was set beside the file, in place of what was set in an earlier attempt. */
@Injectable()
export class UnattendedSettings {
  constructor(
    private readonly targets: ImportTargets,
    private readonly store: IntakeStore,
    private readonly clock: Clock,
  ) {}

  async set(principal: Principal, batch: ImportBatch, { sheets, corrections }: UnattendedRequest): Promise<ImportBatch> {
    if (!sheets && !corrections) return batch;
    if (!isOpen(batch.state)) throw alreadyDone();
    const { fields } = await this.targets.of(batch).sheetKind(batch.regionCode);
    if (corrections) {
      await this.store.clearCorrections(batch.id);
      const kept = readCorrections(corrections, { sheets: batch.sheets, fields, made: 0 });
      await this.store.addCorrections(batch.id, kept, principal.displayName, this.clock.now());
    }
    const settings = sheets ? changeSettings(batch.sheets, sheets, fields) : batch.sheets.settings;
    const set = await this.store.change(batch, { sheets: { ...batch.sheets, settings } });
    if (!set) throw alreadyDone();
    return set;
  }
}

const alreadyDone = (): Problem =>
  new Problem('conflict', 'batch-closed', '同一文件的批次正在生效或已经生效，不能再更改设置。如需更改，请先撤销该批次。');
