import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { AccessModule } from '../access/index.js';
import { TemporaryFolder } from '../platform/files/temporary-folder.js';
import { Batches } from './batches.js';
import { WorkbookOpener } from './domain/index.js';
import { ImportTargets, type ImportTarget } from './import-target.js';
import { ImportWorkbook } from './import-workbook.js';
import { IntakeController } from './intake.controller.js';
import { IntakeStore } from './intake.store.js';
import { RowEvidence } from './row-evidence.js';
import { KillableWorkbookOpener } from './readers/killable-workbook-opener.js';
import { TypeOrmIntakeStore } from './typeorm/intake.store.typeorm.js';

const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** What other features bring to intake. */
export interface IntakeParts {
  /** That provide what is named below. */
  readonly modules: NonNullable<ModuleMetadata['imports']>;
  readonly targets: readonly Type<ImportTarget>[];
  readonly evidence: Type<RowEvidence>;
}

@Module({})
export class IntakeModule {
  /** Intake knows no feature: the application tells it which targets there are, and the modules that provide them. */
  static with({ modules, targets, evidence }: IntakeParts): DynamicModule {
    return {
      module: IntakeModule,
      imports: [
        AccessModule,
        ...modules,
        MulterModule.registerAsync({
          inject: [TemporaryFolder],
          useFactory: (folder: TemporaryFolder) => ({ dest: folder.path, limits: { fileSize: MAX_FILE_BYTES, files: 1 } }),
        }),
      ],
      controllers: [IntakeController],
      providers: [
        { provide: WorkbookOpener, useClass: KillableWorkbookOpener },
        { provide: IntakeStore, useClass: TypeOrmIntakeStore },
        { provide: ImportTargets, inject: [...targets], useFactory: (...found: ImportTarget[]) => new ImportTargets(found) },
        { provide: RowEvidence, useExisting: evidence },
        ImportWorkbook,
        Batches,
      ],
      exports: [ImportWorkbook],
    };
  }
}
