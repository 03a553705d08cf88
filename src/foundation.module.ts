import { join } from 'node:path';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AccessModule, PersonalDataCipher } from './access/index.js';
import { Clock, SystemClock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { Database, openDatabase } from './platform/database/index.js';
import { FileStore } from './platform/files/file-store.js';
import { TemporaryFolder } from './platform/files/temporary-folder.js';
import { EndRequests } from './platform/http/end-requests.js';
import { SCHEMA } from './schema.js';

/** What every feature stands on: configuration, clock, database and files. */
@Global()
@Module({})
export class FoundationModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  static with(config: Config): DynamicModule {
    return {
      module: FoundationModule,
      imports: [ConfigModule.with(config), AccessModule],
      providers: [
        { provide: Clock, useClass: SystemClock },
        { provide: Database, useFactory: () => openDatabase(config, SCHEMA) },
        { provide: TemporaryFolder, useFactory: () => new TemporaryFolder(config.dataDir) },
        EndRequests,
        {
          provide: FileStore,
          inject: [PersonalDataCipher],
          useFactory: (cipher: PersonalDataCipher) => new FileStore(join(config.dataDir, 'files'), cipher),
        },
      ],
      exports: [Clock, Database, FileStore, TemporaryFolder],
    };
  }

  /** After all others have stopped: they may still write while they do. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
