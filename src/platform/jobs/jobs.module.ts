import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Clock } from '../clock/clock.js';
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
        { provide: JobDispatcher, inject: [Clock, JOBS_CONFIG], useFactory: dispatcherOf },
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

/** BullMQ is loaded only where there is a Redis. */
async function dispatcherOf(clock: Clock, config: JobsConfig): Promise<JobDispatcher> {
  if (config.redisUrl === undefined) return new EmbeddedDispatcher(clock, config);
  const { BullMqDispatcher } = await import('./bullmq-dispatcher.js');
  return new BullMqDispatcher(clock, config);
}
