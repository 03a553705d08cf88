import { join } from 'node:path';
import { Global, Module, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AccessModule, PersonalDataCipher } from './access/index.js';
import { Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { Database, openDatabase } from './platform/database/index.js';
import { FileStore } from './platform/files/file-store.js';
import { TemporaryFiles } from './platform/files/temporary-files.js';
import { EndRequests } from './platform/http/end-requests.js';
import { SCHEMA } from './schema.js';

/** What every feature stands on: configuration, clock, database and files. */
@Global()
@Module({})
export class FoundationModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly temporary: TemporaryFiles,
    private readonly clock: Clock,
  ) {}

  static with(config: Config): DynamicModule {
    return {
      module: FoundationModule,
      imports: [ConfigModule.with(config), AccessModule],
      providers: [
        { provide: Clock, useClass: SystemClock },
        EndRequests,
        { provide: Database, useFactory: () => openDatabase(config, SCHEMA) },
        {
          provide: FileStore,
          inject: [PersonalDataCipher],
          useFactory: (cipher: PersonalDataCipher) => new FileStore(join(config.dataDir, 'files'), cipher),
        },
        { provide: TemporaryFiles, useFactory: () => new TemporaryFiles(config.dataDir, config.cipherProfile) },
      ],
      exports: [Clock, Database, FileStore, TemporaryFiles],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const now = this.clock.now();
    await this.temporary.removeLeftovers(now);
    await this.files.removeLeftovers(now);
  }

  /** After all others have stopped: they may still write while they do. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
