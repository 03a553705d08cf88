import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/file-store.js';
import { JobQueue, type JobDefinition, type JobRequest } from '../../platform/jobs/index.js';
import { SCHEMA } from '../../schema.js';
import { AuditKey } from '../audit/audit-key.js';
import { loadDataKey } from '../data-key.js';
import { RememberedAudit } from '../audit/testing/remembered-audit.js';
import { PersonalDataCipher } from '../personal-data.js';
import { FixedRegions, SettableClock } from '../testing/access-fixture.js';
import { TypeOrmKeyStore, TypeOrmSealedPlaces } from '../typeorm/index.js';
import { oneKeyCipher } from '../testing/one-key-cipher.js';
import { DataKeyHolder } from './data-key-holder.js';
import { DestroyKey } from './destroy-key.js';
import { KeyEncryptionKey } from './key-encryption-key.js';
import { KeyRing } from './key-ring.js';
import { KeyUse } from './key-use.js';
import { LoadKeys } from './load-keys.js';
import { PrepareKeys } from './prepare-keys.js';
import { Reseal } from './reseal.js';
import { RewrapKeys } from './rewrap-keys.js';
import { RotateKey } from './rotate-key.js';

class RememberingQueue extends JobQueue {
  readonly asked: { readonly name: string; readonly runAt: Date | undefined }[] = [];

  enqueue<P extends object>(job: JobDefinition<P>, request: JobRequest<P>): Promise<void> {
    return this.enqueueAll(job, [request]);
  }

  async enqueueAll<P extends object>({ name }: JobDefinition<P>, requests: readonly JobRequest<P>[]): Promise<void> {
    this.asked.push(...requests.map(({ runAt }) => ({ name, runAt })));
  }
}

/** A process of the installation: its own ring over the common database and files. */
class Process {
  readonly ring: KeyRing;
  readonly cipher: PersonalDataCipher;
  readonly files: FileStore;
  readonly store: TypeOrmKeyStore;
  readonly loading: LoadKeys;
  readonly queue = new RememberingQueue();
  readonly audit = new RememberedAudit();
  private readonly use: KeyUse;
  private readonly places: TypeOrmSealedPlaces;

  private constructor(
    private readonly world: World,
    readonly dataKey: DataKeyHolder,
  ) {
    const { database, clock, dataDir } = world;
    this.ring = new KeyRing(() => clock.now());
    this.cipher = new PersonalDataCipher(this.ring);
    this.files = new FileStore(join(dataDir, 'files'), this.cipher);
    this.store = new TypeOrmKeyStore(database);
    this.places = new TypeOrmSealedPlaces(database);
    this.loading = new LoadKeys(this.store, dataKey, this.ring, new AuditKey());
    this.use = new KeyUse(this.places, this.files);
  }

  static async start(world: World, profile: 'aes' | 'sm' = 'aes'): Promise<Process> {
    const started = new Process(world, await DataKeyHolder.load({ dataDir: world.dataDir, dataKey: undefined }));
    const { store, dataKey, loading } = started;
    await new PrepareKeys(store, dataKey, loading, world.database, world.clock, { cipherProfile: profile }).run();
    return started;
  }

  rotate(profile: 'aes' | 'sm' = 'aes'): Promise<{ readonly id: string }> {
    const { database, clock } = this.world;
    return new RotateKey(this.store, this.dataKey, this.queue, new FixedRegions(), this.audit, database, clock, { cipherProfile: profile }).run(null);
  }

  reseal(keyId: string, signal = new AbortController().signal): Promise<void> {
    const { database, clock } = this.world;
    const { places, files, cipher, store, use, loading } = this;
    const context = { signal, progress: async () => undefined, fenced: <T>(work: () => Promise<T>) => database.unitOfWork(work) };
    return new Reseal(places, files, cipher, store, use, loading, clock).run(keyId, context);
  }

  destroy(keyId: string): Promise<void> {
    return new DestroyKey(this.store, this.use, this.audit, this.world.database, this.world.clock).run(null, keyId);
  }

  rewrap(): Promise<string> {
    const { database, clock, dataDir } = this.world;
    return new RewrapKeys(this.store, this.dataKey, this.audit, database, clock, { dataDir, dataKey: undefined }).withNewKeyFile(null);
  }
}

interface World {
  readonly dataDir: string;
  readonly database: Database;
  readonly clock: SettableClock;
}

const REQUESTS = 250;

describe('a key is rotated', () => {
  let world: World;

  beforeEach(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'keys-'));
    const config = { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false } as const;
    world = { dataDir, database: await openDatabase(config, SCHEMA), clock: new SettableClock(new Date('2020-06-01T01:00:00.000Z')) };
  });
  afterEach(async () => {
    await world.database.close();
    rmSync(world.dataDir, { recursive: true });
  });

  const write = (sql: string, values: readonly unknown[] = []): Promise<unknown> =>
    world.database.unitOfWork(() => world.database.writer.query(sql, [...values]));
  const read = (sql: string): Promise<Record<string, string>[]> => world.database.reader.query(sql);

  /** Reasons, a robot's address (a table whose key is text), and two files. */
  async function fill({ cipher, files }: Process): Promise<string[]> {
    for (let i = 0; i < REQUESTS; i++)
      await write(
        'INSERT INTO export_request (kind, subject, title, regionCode, reason, state, requestedById, requestedBy, requestedAt, downloads, version) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, 0, 1)',
        ['original', '1', '附件3', '150800', cipher.seal(`理由 ${i}`), 'requested', '甲', '2020-06-01 00:00:00.000'],
      );
    await write('INSERT INTO organisation_webhook (regionCode, format, sealedUrl, version, setAt) VALUES (?, ?, ?, 1, ?)', [
      '150800',
      'wecom',
      cipher.seal('https://robot.example/secret'),
      '2020-06-01 00:00:00.000',
    ]);
    return [await files.put(Buffer.from('附件3 一')), await files.put(Buffer.from('附件3 二'))];
  }

  async function namedKeys(): Promise<ReadonlySet<string>> {
    const texts = [
      ...(await read('SELECT reason AS text FROM export_request')),
      ...(await read('SELECT sealedUrl AS text FROM organisation_webhook')),
    ];
    const stored = readdirSync(join(world.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const heads = stored.map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1', 3, 11));
    return new Set([...texts.map(({ text = '' }) => text.slice(3, 11)), ...heads]);
  }

  it('new texts name the new key a minute later, in every process, and the job comes after that', async () => {
    const one = await Process.start(world);
    const other = await Process.start(world);
    const { id } = await one.rotate();
    await Promise.all([one.loading.run(), other.loading.run()]);
    expect([one.cipher.writingKey, other.cipher.writingKey]).not.toContain(id);
    world.clock.pass({ minutes: 1 });
    expect([one.cipher.writingKey, other.cipher.writingKey]).toEqual([id, id]);
    expect(other.cipher.open(one.cipher.seal('甲'))).toBe('甲');
    expect(one.queue.asked).toEqual([{ name: 'access.reseal', runAt: new Date('2020-06-01T01:02:00.000Z') }]);
  });

  it('a change of the profile is a rotation: everything is sealed anew by the other algorithms, and opens as before', async () => {
    const process = await Process.start(world);
    const before = process.cipher.writingKey;
    const index = process.cipher.blindIndex('152801197003151231');
    const hashes = await fill(process);
    const { id } = await process.rotate('sm');
    world.clock.pass({ minutes: 2 });
    await process.reseal(id);
    expect(await namedKeys()).toEqual(new Set([id]));
    const restarted = await Process.start(world, 'sm');
    const texts = await read('SELECT reason FROM export_request ORDER BY id');
    expect(texts.map(({ reason = '' }) => restarted.cipher.open(reason))).toEqual(texts.map((_, i) => `理由 ${i}`));
    expect((await restarted.files.get(hashes[1] ?? '')).toString()).toBe('附件3 二');
    expect(restarted.cipher.blindIndex('152801197003151231')).toBe(index);
    const keys = await process.store.all();
    expect(keys.filter(({ purpose }) => purpose === 'seal').map((key) => [key.id, key.state])).toEqual([
      [before, 'retired'],
      [id, 'live'],
    ]);
  });

  it('the job does nothing before the key has begun, nor once there is a newer one', async () => {
    const process = await Process.start(world);
    const first = await process.rotate();
    await expect(process.reseal(first.id)).rejects.toMatchObject({ code: 'reseal-early', kind: 'conflict' });
    world.clock.pass({ minutes: 2 });
    await process.rotate();
    await process.reseal(first.id);
    expect((await process.store.all()).every(({ state }) => state === 'live')).toBe(true);
  });

  it('the job goes on where it was cut off', async () => {
    const process = await Process.start(world);
    await fill(process);
    const { id } = await process.rotate();
    world.clock.pass({ minutes: 2 });
    let steps = 0;
    const abort = new AbortController();
    const { unitOfWork } = world.database;
    world.database.unitOfWork = function <T>(work: () => Promise<T>, exclusive?: string): Promise<T> {
      if (++steps === 2) abort.abort(new Error('stopped'));
      return unitOfWork.call(world.database, work, exclusive) as Promise<T>;
    };
    await expect(process.reseal(id, abort.signal)).rejects.toThrow('stopped');
    world.database.unitOfWork = unitOfWork;
    expect((await namedKeys()).size).toBe(2);
    await process.reseal(id);
    expect(await namedKeys()).toEqual(new Set([id]));
  });

  it('a key is not retired while anything names it, also what cannot be opened', async () => {
    const process = await Process.start(world);
    const before = process.cipher.writingKey;
    await fill(process);
    await write('UPDATE export_request SET reason = ? WHERE id = 7', [`v1:${before}:AAAA:BBBB:CCCC`]);
    const { id } = await process.rotate();
    world.clock.pass({ minutes: 2 });
    await expect(process.reseal(id)).rejects.toMatchObject({ code: 'reseal-unfinished', details: { keyIds: [before] } });
    expect((await process.store.all()).find((key) => key.id === before)?.state).toBe('live');
    await expect(process.destroy(before)).rejects.toMatchObject({ code: 'key-not-retired' });
  });

  it('a retired key is destroyed a day later at the earliest, and not where something names it after all', async () => {
    const process = await Process.start(world);
    const before = process.cipher.writingKey;
    const straggler = process.cipher.seal('迟到的一条');
    await fill(process);
    const { id } = await process.rotate();
    world.clock.pass({ minutes: 2 });
    await process.reseal(id);
    await expect(process.destroy(before)).rejects.toMatchObject({ code: 'key-retired-lately' });
    world.clock.pass({ hours: 24 });
    await write('UPDATE export_request SET reason = ? WHERE id = 7', [straggler]);
    await expect(process.destroy(before)).rejects.toMatchObject({ code: 'key-in-use' });
    await write('UPDATE export_request SET reason = ? WHERE id = 7', [process.cipher.seal('甲')]);
    await process.destroy(before);
    await process.loading.run();
    expect(() => process.cipher.open(straggler)).toThrow(expect.objectContaining({ code: 'sealed-by-other-key' }));
    expect((await process.store.all()).find((key) => key.id === before)).toMatchObject({ state: 'destroyed', wrapped: null });
    await expect(process.destroy('unknown_')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('the data key is changed without touching what is sealed, and the old one opens nothing more', async () => {
    const process = await Process.start(world);
    const sealed = process.cipher.seal('甲');
    const oldFile = readFileSync(join(world.dataDir, 'data.key'), 'utf8');
    const rows = await read('SELECT * FROM sealing_key');
    await process.rewrap();
    expect((await Process.start(world)).cipher.open(sealed)).toBe('甲');
    expect((await read('SELECT * FROM sealing_key')).map(({ wrapped }) => wrapped)).not.toEqual(rows.map(({ wrapped }) => wrapped));
    await process.loading.run();
    writeFileSync(join(world.dataDir, 'data.key'), oldFile);
    await expect(Process.start(world)).rejects.toMatchObject({ code: 'data-key-mismatch' });
  });

  it('a change of the data key that was cut off between database and file is brought to its end by the next start', async () => {
    const process = await Process.start(world);
    const sealed = process.cipher.seal('甲');
    const oldFile = readFileSync(join(world.dataDir, 'data.key'), 'utf8');
    await process.rewrap();
    writeFileSync(join(world.dataDir, 'data.key.next'), readFileSync(join(world.dataDir, 'data.key')));
    writeFileSync(join(world.dataDir, 'data.key'), oldFile);
    expect((await Process.start(world)).cipher.open(sealed)).toBe('甲');
    expect(readFileSync(join(world.dataDir, 'data.key'), 'utf8')).not.toBe(oldFile);
  });

  it('a wrapped key cannot stand in for another', async () => {
    const process = await Process.start(world);
    await process.rotate();
    await write("UPDATE sealing_key SET wrapped = (SELECT wrapped FROM sealing_key WHERE purpose = 'index') WHERE purpose = 'seal'");
    await expect(Process.start(world)).rejects.toMatchObject({ code: 'data-key-mismatch' });
  });

  it('an installation from before keys were rows keeps its keys, wrapped from the first start on', async () => {
    const dataKey = await loadDataKey({ dataDir: world.dataDir, dataKey: undefined });
    const { id } = new KeyEncryptionKey(dataKey);
    const at = '2020-01-01 00:00:00.000';
    await write("INSERT INTO data_key (slot, keyId, boundAt) VALUES ('current', ?, ?)", [id, at]);
    for (const [purpose, algorithm] of [
      ['seal', 'aes-256-gcm'],
      ['index', 'hmac-sha-256'],
    ])
      await write('INSERT INTO sealing_key (id, purpose, algorithm, state, createdAt, activeFrom) VALUES (?, ?, ?, ?, ?, ?)', [
        id,
        purpose,
        algorithm,
        'live',
        at,
        at,
      ]);
    const before = oneKeyCipher(dataKey);
    const process = await Process.start(world);
    expect(process.cipher.open(before.seal('甲'))).toBe('甲');
    expect(process.cipher.blindIndex('x')).toBe(before.blindIndex('x'));
    expect((await process.store.all()).every(({ wrapped }) => wrapped !== null)).toBe(true);
    await process.rewrap();
    expect((await Process.start(world)).cipher.open(before.seal('甲'))).toBe('甲');
  });
});
