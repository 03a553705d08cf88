import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BullMqDispatcher } from './bullmq-dispatcher.js';
import { EmbeddedDispatcher } from './embedded-dispatcher.js';
import { JobDispatcher } from './job-dispatcher.js';
import { JobLedger } from './job-ledger.js';
import { DatabaseJobQueue } from './job-queue.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { JobStore } from './job-store.js';
import { JobQueue } from './job.js';
import { JobsLifecycle } from './jobs-lifecycle.js';
import { JOBS_CONFIG, type JobsConfig } from './options.js';
import { QueueBoard } from './queue-board.js';
import { Reconciler } from './reconciler.js';

/** Needs `Database` and `Clock` from a global module. Features list their handlers and planners among their providers. */
@Global()
@Module({})
export class JobsModule {
  static with(config: JobsConfig): DynamicModule {
    return {
      module: JobsModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: JOBS_CONFIG, useValue: config },
        { provide: JobDispatcher, useClass: config.redisUrl === undefined ? EmbeddedDispatcher : BullMqDispatcher },
        { provide: JobQueue, useClass: DatabaseJobQueue },
        JobRegistry,
        JobLedger,
        JobRunner,
        JobStore,
        QueueBoard,
        Reconciler,
        JobsLifecycle,
      ],
      exports: [JobQueue, JobStore, QueueBoard, Reconciler],
    };
  }
}
