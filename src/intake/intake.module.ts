import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { AccessModule } from '../access/index.js';
import { DisclosureModule } from '../disclosure/index.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { UploadStorage } from '../platform/http/upload-storage.js';
import { ApplyBatch } from './apply-batch.js';
import { ApplyBatchJob } from './apply.job.js';
import { BatchContext } from './batch-context.js';
import { BatchUse } from './batch-use.js';
import { BatchStepsController } from './batch-steps.controller.js';
import { BatchFilesController } from './batch-files.controller.js';
import { BatchOriginal } from './batch-original.js';
import { Batches } from './batches.js';
import { CheckBatch } from './check-batch.js';
import { CheckBatchJob } from './check.job.js';
import { WorkbookOpener } from './domain/index.js';
import { CopyWriter } from './error-workbook/copy-writer.js';
import { ClearErrorWorkbook, ClearOriginal } from './clear-batch-files.js';
import { HandOutBatchFile } from './hand-out-batch-file.js';
import { ErrorWorkbook } from './error-workbook/error-workbook.js';
import { MergeCorrected } from './error-workbook/merge-corrected.js';
import { ImportTargets, type ImportTarget } from './import-target.js';
import { ImportWorkbook } from './import-workbook.js';
import { IntakeController } from './intake.controller.js';
import { IntakeStore } from './intake.store.js';
import { RequestApply } from './request-apply.js';
import { RequestCheck } from './request-check.js';
import { StoredWorkbook } from './stored-workbook.js';
import { UndoBatch } from './undo-batch.js';
import { UndoController } from './undo.controller.js';
import { UnattendedSettings } from './unattended-settings.js';
import { UploadWorkbook } from './upload-workbook.js';
import { WatchBatch } from './watch-batch.js';
import { RowEvidence } from './row-evidence.js';
import { KillableWorkbookOpener } from './readers/killable-workbook-opener.js';
import { TemplatesController } from './templates.controller.js';
import { TypeOrmIntakeStore } from './typeorm/intake.store.typeorm.js';

const MAX_FILE_BYTES = 100 * 1024 * 1024;
/** Kind, county, month and the like. */
const MAX_FIELD_BYTES = 1024;

type Provided<T> = abstract new (...args: never[]) => T;

/** What other features bring to intake. */
export interface IntakeParts {
  /** That provide what is named below. */
  readonly modules: NonNullable<ModuleMetadata['imports']>;
  readonly targets: readonly Provided<ImportTarget>[];
  readonly use: Provided<BatchUse>;
  readonly evidence: Provided<RowEvidence>;
}

@Module({})
export class IntakeModule {
  /** Intake knows no feature: the application tells it which targets there are, and the modules that provide them. */
  static with({ modules, targets, use, evidence }: IntakeParts): DynamicModule {
    return {
      module: IntakeModule,
      imports: [
        AccessModule,
        DisclosureModule,
        ...modules,
        MulterModule.registerAsync({
          inject: [TemporaryFiles],
          useFactory: (temporary: TemporaryFiles) => ({
            storage: new UploadStorage(temporary),
            limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 20, fieldSize: MAX_FIELD_BYTES, parts: 21, headerPairs: 20 },
          }),
        }),
      ],
      controllers: [TemplatesController, UndoController, BatchFilesController, BatchStepsController, IntakeController],
      providers: [
        { provide: WorkbookOpener, useClass: KillableWorkbookOpener },
        { provide: IntakeStore, useClass: TypeOrmIntakeStore },
        { provide: ImportTargets, inject: [...targets], useFactory: (...found: ImportTarget[]) => new ImportTargets(found) },
        { provide: BatchUse, useExisting: use },
        { provide: RowEvidence, useExisting: evidence },
        StoredWorkbook,
        UndoBatch,
        BatchOriginal,
        ClearOriginal,
        ClearErrorWorkbook,
        HandOutBatchFile,
        CopyWriter,
        ErrorWorkbook,
        MergeCorrected,
        BatchContext,
        UploadWorkbook,
        CheckBatch,
        CheckBatchJob,
        RequestCheck,
        ApplyBatch,
        ApplyBatchJob,
        RequestApply,
        WatchBatch,
        UnattendedSettings,
        ImportWorkbook,
        Batches,
      ],
      exports: [UndoBatch, BatchOriginal, ErrorWorkbook, ImportWorkbook, Batches],
    };
  }
}
