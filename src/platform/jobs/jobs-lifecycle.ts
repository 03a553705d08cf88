import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Problem } from '../../kernel/index.js';
import { JobDispatcher } from './job-dispatcher.js';
import { JobLedger } from './job-ledger.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { JOBS_CONFIG, type JobsConfig } from './options.js';
import { Reconciler } from './reconciler.js';

/** Starts and stops the jobs with the application. A process of role `web` only enqueues. */
@Injectable()
export class JobsLifecycle implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly registry: JobRegistry,
    private readonly ledger: JobLedger,
    private readonly dispatcher: JobDispatcher,
    private readonly runner: JobRunner,
    private readonly reconciler: Reconciler,
    @Inject(JOBS_CONFIG) private readonly config: JobsConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    this.registry.collect();
    const unknown = (await this.ledger.openNames()).filter((name) => !this.registry.handler(name));
    if (unknown.length === 0) return;
    throw new Problem(
      'invalid',
      'job-unknown',
      `数据库中有本版本不认识的后台任务：${unknown.join('、')}。请改用写入它们的版本启动，或先在该版本中取消这些任务。`,
      { unknown },
    );
  }

  /** Waits for nothing: neither Redis nor a long planner may hold up the start. */
  onApplicationBootstrap(): void {
    if (this.config.role === 'web') {
      this.dispatcher.connect(() => undefined);
      return;
    }
    this.dispatcher.connect(() => void this.reconciler.reconcile());
    this.dispatcher.start(this.runner);
    this.reconciler.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.reconciler.stop();
    await this.dispatcher.stop();
    // A command line runs jobs without a started dispatcher.
    await this.runner.stop();
  }
}
