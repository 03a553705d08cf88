import type { RequestListener } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { JobDispatcher } from './job-dispatcher.js';

/**
 * A look into the queue in Redis, where there is one. Only a look: the jobs themselves are rows of the database, and what is changed in the
 * queue behind their back would be put right by the reconciler.
 */
@Injectable()
export class QueueBoard {
  private board: Promise<RequestListener> | undefined;

  constructor(private readonly dispatcher: JobDispatcher) {}

  /** Answers requests whose `url` begins behind `basePath`; undefined where jobs do not go through Redis. */
  async listener(basePath: string): Promise<RequestListener | undefined> {
    const { relayQueue } = this.dispatcher;
    if (!relayQueue) return undefined;
    this.board ??= build(relayQueue, basePath);
    return this.board;
  }
}

/** The packages are loaded for the first who looks. */
async function build(queue: Queue, basePath: string): Promise<RequestListener> {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/express'),
  ]);
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(basePath);
  createBullBoard({ queues: [new BullMQAdapter(queue, { readOnlyMode: true })], serverAdapter });
  // Its router is an Express application, which is a listener; the package types it as `any`.
  return serverAdapter.getRouter() as RequestListener;
}
