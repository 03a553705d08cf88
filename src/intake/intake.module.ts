import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { AccessModule } from '../access/index.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { ApplyBatch } from './apply-batch.js';
import { BatchContext } from './batch-context.js';
import { Batches } from './batches.js';
import { CheckBatch } from './check-batch.js';
import { CheckBatchJob } from './check.job.js';
import { WorkbookOpener } from './domain/index.js';
import { ImportTargets, type ImportTarget } from './import-target.js';
import { ImportWorkbook } from './import-workbook.js';
import { IntakeController } from './intake.controller.js';
import { IntakeStore } from './intake.store.js';
import { RequestCheck } from './request-check.js';
import { StoredWorkbook } from './stored-workbook.js';
import { UploadWorkbook } from './upload-workbook.js';
import { FileWorkbookOpener } from './readers/file-workbook-opener.js';
import { TypeOrmIntakeStore } from './typeorm/intake.store.typeorm.js';

const MAX_FILE_BYTES = 100 * 1024 * 1024;

@Module({})
export class IntakeModule {
  /** Intake knows no feature: the application tells it which targets there are, and the modules that provide them. */
  static with(
    modules: NonNullable<ModuleMetadata['imports']>,
    targets: readonly (abstract new (...args: never[]) => ImportTarget)[],
  ): DynamicModule {
    return {
      module: IntakeModule,
      imports: [
        AccessModule,
        ...modules,
        MulterModule.registerAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => {
            const dest = join(config.dataDir, 'tmp');
            mkdirSync(dest, { recursive: true, mode: 0o700 });
            return { dest, limits: { fileSize: MAX_FILE_BYTES, files: 1 } };
          },
        }),
      ],
      controllers: [IntakeController],
      providers: [
        { provide: WorkbookOpener, useClass: FileWorkbookOpener },
        { provide: IntakeStore, useClass: TypeOrmIntakeStore },
        { provide: ImportTargets, inject: [...targets], useFactory: (...found: ImportTarget[]) => new ImportTargets(found) },
        StoredWorkbook,
        BatchContext,
        UploadWorkbook,
        CheckBatch,
        CheckBatchJob,
        RequestCheck,
        ApplyBatch,
        ImportWorkbook,
        Batches,
      ],
      exports: [ImportWorkbook, Batches],
    };
  }
}
