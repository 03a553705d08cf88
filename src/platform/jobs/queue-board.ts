import type { RequestListener } from 'node:http';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Injectable } from '@nestjs/common';
import { BullMqDispatcher } from './bullmq-dispatcher.js';
import { JobDispatcher } from './job-dispatcher.js';

/**
 * A look into the queue in Redis, where there is one. Only a look: the jobs themselves are rows of the database, and what is changed in the
 * queue behind their back would be put right by the reconciler.
 */
@Injectable()
export class QueueBoard {
  private board: RequestListener | undefined;

  constructor(private readonly dispatcher: JobDispatcher) {}

  /** Answers requests whose `url` begins behind `basePath`; undefined where jobs do not go through Redis. */
  listener(basePath: string): RequestListener | undefined {
    this.board ??= this.build(basePath);
    return this.board;
  }

  private build(basePath: string): RequestListener | undefined {
    const queue = this.dispatcher instanceof BullMqDispatcher ? this.dispatcher.relayQueue : undefined;
    if (!queue) return undefined;
    const serverAdapter = new ExpressAdapter();
    serverAdapter.setBasePath(basePath);
    createBullBoard({ queues: [new BullMQAdapter(queue, { readOnlyMode: true })], serverAdapter });
    // Its router is an Express application, which is a listener; the package types it as `any`.
    return serverAdapter.getRouter() as RequestListener;
  }
}
