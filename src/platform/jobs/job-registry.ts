import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Problem } from '../../kernel/index.js';
import { JobHandler, JobPlanner, type JobDefinition } from './job.js';

/** All handlers and planners of the application. */
@Injectable()
export class JobRegistry {
  private readonly handlers = new Map<string, JobHandler<object>>();
  private found: readonly JobPlanner[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  /** Finds handlers and planners among the providers of all modules. Throws a `Problem` when two handlers share a name. */
  collect(): void {
    // One instance may be provided under several tokens.
    const instances = new Set<unknown>(this.discovery.getProviders().map((wrapper): unknown => wrapper.instance));
    for (const instance of instances) if (instance instanceof JobHandler) this.add(instance as JobHandler<object>);
    this.found = [...instances].filter((instance) => instance instanceof JobPlanner);
  }

  get names(): readonly string[] {
    return [...this.handlers.keys()];
  }

  get definitions(): readonly JobDefinition<object>[] {
    return [...this.handlers.values()].map(({ definition }) => definition);
  }

  get planners(): readonly JobPlanner[] {
    return this.found;
  }

  handler(name: string): JobHandler<object> | undefined {
    return this.handlers.get(name);
  }

  private add(handler: JobHandler<object>): void {
    const { name } = handler.definition;
    if (this.handlers.has(name)) {
      throw new Problem('invalid', 'job-defined-twice', `后台任务“${name}”被定义了两次，系统不能启动。请联系开发人员。`, { name });
    }
    this.handlers.set(name, handler);
  }
}
