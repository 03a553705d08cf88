import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './progress.mjs';
import { findProgram } from './run.mjs';
import { ROOT } from './root.mjs';

/** MariaDB or MySQL, as root without a password and without a database named, and Redis. Undefined: not to be had. */
/** @typedef {{ mariadbUrl?: string, redisUrl?: string, stop: () => Promise<void> }} Services */

/**
 * Makes the servers that the e2e tests want available: what the environment names or what answers on the usual ports, else
 * `docker compose`, else Debian's binaries in a temporary folder. `stop` ends only what was started here.
 * @returns {Promise<Services>}
 */
export async function provideServices({ mariadbPort = 3306, redisPort = 6379 } = {}) {
  const stops = [];
  const given = {
    mariadbUrl: process.env.TEST_MARIADB_URL || (await runningMariadb(mariadbPort)),
    redisUrl: process.env.TEST_REDIS_URL || (await runningRedis(redisPort)),
  };
  const composed = given.mariadbUrl && given.redisUrl ? {} : await composedServices(stops);
  const services = {
    mariadbUrl: given.mariadbUrl ?? composed.mariadbUrl ?? (await ownMariadb(stops)),
    redisUrl: given.redisUrl ?? composed.redisUrl ?? (await ownRedis(stops)),
  };
  return { ...services, stop: () => stops.reduceRight((before, stop) => before.then(stop), Promise.resolve()) };
}

/** The URL's scheme tells which of the two it is; undefined where nobody answers or root needs a password. */
async function runningMariadb(port) {
  const { createConnection } = await import('mysql2/promise');
  try {
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 3000 });
    const [[{ version }]] = await connection.query('SELECT VERSION() AS version');
    await connection.end();
    return `${/mariadb/i.test(version) ? 'mariadb' : 'mysql'}://root@127.0.0.1:${port}`;
  } catch {
    return undefined;
  }
}

async function runningRedis(port) {
  const answer = await new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 3000 }, () => socket.write('PING\r\n'));
    socket.on('data', (data) => socket.end(() => resolve(data.toString())));
    socket.on('error', () => resolve(''));
    socket.on('timeout', () => socket.destroy() && resolve(''));
  });
  return answer.startsWith('+PONG') ? `redis://127.0.0.1:${port}` : undefined;
}

async function composedServices(stops) {
  if (spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status !== 0) return {};
  if (spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status !== 0) return {};
  say('用 docker compose 启动测试用 MySQL 与 Redis', 'starting MySQL and Redis for the tests with docker compose');
  const compose = ['compose', '-p', `dust-insurance-test-${process.pid}`, '-f', join(ROOT, 'scripts/lib/test-services.compose.yml')];
  const stop = async () => void spawnSync('docker', [...compose, 'down', '-v'], { stdio: 'ignore' });
  if (spawnSync('docker', [...compose, 'up', '-d', '--wait'], { stdio: ['ignore', 2, 2] }).status !== 0) {
    await stop();
    return {};
  }
  stops.push(stop);
  const portOf = (service, port) =>
    Number(
      execFileSync('docker', [...compose, 'port', service, String(port)], { encoding: 'utf8' })
        .trim()
        .split(':')
        .at(-1),
    );
  return { mariadbUrl: await until(() => runningMariadb(portOf('mysql', 3306)), 30), redisUrl: await runningRedis(portOf('redis', 6379)) };
}

async function ownMariadb(stops) {
  const server = findProgram('mariadbd', 'mysqld');
  const installer = findProgram('mariadb-install-db', 'mysql_install_db');
  if (!server || !installer) return undefined;
  say('启动临时 MariaDB', 'starting a MariaDB of our own for the tests');
  const folder = temporaryFolder('mariadb', stops);
  const data = join(folder, 'data');
  const user = `--user=${userInfo().username}`;
  const made = spawnSync(
    installer,
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', user],
    { stdio: 'ignore' },
  );
  if (made.status !== 0) return undefined;
  const port = await freePort();
  const settings = ['--innodb-flush-log-at-trx-commit=1', '--character-set-server=utf8mb4', '--bind-address=127.0.0.1', `--port=${port}`];
  const child = spawn(server, ['--no-defaults', `--datadir=${data}`, `--socket=${join(folder, 's')}`, user, ...settings], {
    stdio: 'ignore',
  });
  stops.push(() => ended(child));
  return until(() => runningMariadb(port), 60);
}

async function ownRedis(stops) {
  const server = findProgram('redis-server');
  if (!server) return undefined;
  say('启动临时 Redis', 'starting a Redis of our own for the tests');
  const port = await freePort();
  const settings = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--bind', '127.0.0.1', '--port', String(port)];
  const child = spawn(server, [...settings, '--dir', temporaryFolder('redis', stops)], { stdio: 'ignore' });
  stops.push(() => ended(child));
  return until(() => runningRedis(port), 15);
}

function temporaryFolder(name, stops) {
  const folder = mkdtempSync(join(tmpdir(), `dust-test-${name}-`));
  stops.push(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Asks until there is an answer, at most `patience` seconds. */
async function until(ask, patience) {
  for (const end = Date.now() + patience * 1000; Date.now() < end; await pause(300)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
    const impatient = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.on('exit', () => {
      clearTimeout(impatient);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
