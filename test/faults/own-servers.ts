import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { eventually } from '../support/processes.js';

/** Debian keeps servers where not every shell looks. */
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };

const isInstalled = (program: string): boolean => spawnSync(program, ['--version'], { env, stdio: 'ignore' }).status === 0;

/** Whether servers can be started here that may be killed. Absent ones are named loudly; with CI=true they fail the run. */
export function ownServersAreToBeHad(): boolean {
  const absent = ['mariadbd', 'mariadb-install-db', 'redis-server'].filter((program) => !isInstalled(program));
  if (absent.length === 0) return true;
  if (process.env['CI'] === 'true') throw new Error(`With CI=true the tests need ${absent.join(', ')}.`);
  process.stderr.write(`\n*** NOT TESTED HERE, not installed: ${absent.join(', ')} ***\n\n`);
  return false;
}

/** A server of a test's own, under one port for all of its lives. */
abstract class OwnServer {
  private child: ChildProcess | undefined;

  protected constructor(
    private readonly program: string,
    private readonly args: readonly string[],
    readonly port: number,
  ) {}

  abstract readonly url: string;

  protected abstract answers(): Promise<boolean>;

  async start(): Promise<void> {
    this.child = spawn(this.program, this.args, { env, stdio: 'ignore' });
    await eventually(`${this.program} answers`, async () => ((await this.answers()) ? true : undefined), 60);
  }

  /** SIGKILL: what it had not written is lost. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Ends without a warning and comes back. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}

/** A MariaDB that keeps what was committed, whenever it is killed. */
export class OwnMariadb extends OwnServer {
  static async create(folder: string): Promise<OwnMariadb> {
    const data = join(folder, 'mariadb');
    const common = ['--no-defaults', `--datadir=${data}`, `--user=${userInfo().username}`];
    const settings = ['--innodb-log-file-size=16M', '--innodb-flush-log-at-trx-commit=1', '--character-set-server=utf8mb4'];
    const made = spawnSync(
      'mariadb-install-db',
      [...common, '--auth-root-authentication-method=normal', '--skip-test-db', settings[0] ?? ''],
      {
        env,
        stdio: 'ignore',
      },
    );
    if (made.status !== 0) throw new Error('mariadb-install-db failed.');
    const port = await freePort();
    const server = new OwnMariadb(
      'mariadbd',
      [...common, ...settings, '--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(folder, 'mariadb.sock')}`],
      port,
    );
    await server.start();
    return server;
  }

  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}`;
  }

  async query(sql: string): Promise<void> {
    const connection = await createConnection({ uri: this.url, connectTimeout: 2000 });
    await connection.query(sql);
    await connection.end();
  }

  protected answers(): Promise<boolean> {
    return this.query('SELECT 1').then(
      () => true,
      () => false,
    );
  }
}

/** A Redis that keeps nothing over a restart. */
export class OwnRedis extends OwnServer {
  static async create(): Promise<OwnRedis> {
    const port = await freePort();
    const settings = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--bind', '127.0.0.1'];
    const server = new OwnRedis('redis-server', [...settings, '--port', String(port)], port);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** How many keys it holds. */
  keys(): Promise<number> {
    return this.ask((client) => client.dbsize());
  }

  async flush(): Promise<void> {
    await this.ask((client) => client.flushall());
  }

  protected answers(): Promise<boolean> {
    return this.ask((client) => client.ping()).then(
      () => true,
      () => false,
    );
  }

  private async ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
