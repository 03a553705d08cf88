import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { availableServices, REDIS_URL } from '../support/services.js';
import { pause, PROBE, until, World, type JobsApp } from './world.js';

const { redis } = await availableServices();

/** A way to Redis that can be cut and restored under the same port. */
class Cable {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  port = 0;

  get url(): string {
    const url = new URL(REDIS_URL);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  async plug(): Promise<void> {
    const { hostname, port } = new URL(REDIS_URL);
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) this.sockets.add(socket.on('error', () => undefined));
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    this.server = undefined;
    await closed;
  }
}

(redis ? describe : describe.skip)('jobs while Redis fails (skipped where Redis does not answer)', () => {
  let world: World;
  let cable: Cable;
  const runs: string[] = [];
  const start = (options: { redisUrl?: string } = {}): Promise<JobsApp> =>
    world.start(async (_payload, { key }) => void runs.push(key), options);
  const done = (app: JobsApp, key: string): Promise<void> => until(`${key} is done`, async () => (await app.job(key))?.state === 'done');

  beforeAll(async () => {
    world = await World.open('bullmq', 'sqlite');
  });
  beforeEach(async () => {
    runs.length = 0;
    cable = new Cable();
    await cable.plug();
  });
  afterEach(async () => {
    await world.clear();
    await cable.cut();
  });
  afterAll(() => world.close());

  it('brings back what a flushed Redis forgot, and runs it once', async () => {
    const app = await start();
    await until('Redis is connected', async () => {
      await app.enqueue(PROBE, 'a', { runAt: world.clock.in(1800) });
      await app.reconciler.reconcile();
      return (await world.relays()).length === 1;
    });
    await world.flushQueue();
    expect(await world.relays()).toEqual([]);
    world.clock.advance(1800);
    await app.reconciler.reconcile();
    await done(app, 'a');
    expect(runs).toEqual(['a']);
  });

  it('does not relay what is due beyond the hour', async () => {
    const app = await start();
    await app.enqueue(PROBE, 'near', { runAt: world.clock.in(3600) });
    await app.enqueue(PROBE, 'far', { runAt: world.clock.in(3601) });
    await until('the near one is relayed', async () => (await world.relays()).length > 0);
    await app.reconciler.reconcile();
    await pause(100);
    expect(await world.relays()).toHaveLength(1);
  });

  it('starts, enqueues and stops without Redis, none of it waiting; a later process runs the job', async () => {
    await cable.cut();
    const begun = Date.now();
    const app = await start({ redisUrl: cable.url });
    await app.enqueue(PROBE, 'a');
    expect(Date.now() - begun).toBeLessThan(1000);
    await pause(100);
    await app.close();
    expect(Date.now() - begun).toBeLessThan(2000);
    expect(await app.job('a')).toMatchObject({ state: 'queued', attempts: 0 });
    const next = await start();
    await done(next, 'a');
    expect(runs).toEqual(['a']);
  });

  it('runs what was enqueued during an outage as soon as Redis is back', async () => {
    const app = await start({ redisUrl: cable.url });
    await app.enqueue(PROBE, 'before');
    await done(app, 'before');
    await cable.cut();
    await app.enqueue(PROBE, 'during');
    await pause(300);
    expect(runs).toEqual(['before']);
    await cable.plug();
    await done(app, 'during');
    expect(runs).toEqual(['before', 'during']);
  });

  it('runs what was enqueued when Redis came up after the start', async () => {
    await cable.cut();
    const app = await start({ redisUrl: cable.url });
    await app.enqueue(PROBE, 'a');
    await pause(100);
    await cable.plug();
    await done(app, 'a');
    expect(runs).toEqual(['a']);
  });
});
