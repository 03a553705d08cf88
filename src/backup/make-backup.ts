import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { AuditStore, AuditTrail, DataKeyHolder, loadDataKey, type AuditActor } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { Database } from '../platform/database/index.js';
import { copySqlite, describeSqlite, dumpMysql, sqliteFileIn, type DumpFacts } from '../platform/database/snapshot/index.js';
import { packFiles } from './file-pack.js';
import { MANIFEST, manifestText, newManifest, type Manifest, type MemberFacts } from './manifest.js';
import { DATABASE_MEMBER, FILES_MEMBER, syncFile, writeMember } from './member.js';
import { BackupKey } from './sealing.js';
import { readSecret, type SecretSource } from './secret.js';

export interface BackupRequest extends SecretSource {
  /** The folder in which backups lie, each in a folder of its own. */
  readonly out: string;
}

export interface MadeBackup {
  readonly folder: string;
  readonly manifest: Manifest;
}

const SALT_BYTES = 16;
const PART = '.part';
const DAY_MS = 86_400_000;

/** Backs up database and sealed files while the service runs: as they are at one moment, squeezed, sealed and checksummed. */
@Injectable()
export class MakeBackup {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly dataKey: DataKeyHolder,
    private readonly heads: AuditStore,
    private readonly audit: AuditTrail,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dataDir' | 'databaseUrl' | 'dataKey'>,
  ) {}

  /** Under its name stands a whole backup or nothing. Throws Problem `backup-key-…` or `disk-full`. */
  async run(actor: AuditActor, request: BackupRequest): Promise<MadeBackup> {
    const secret = await readSecret(request, await loadDataKey(this.config));
    const createdAt = this.clock.now();
    const id = `backup-${createdAt.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;
    await mkdir(request.out, { recursive: true, mode: 0o700 }).catch(() => {
      throw unwritable();
    });
    await removeLeftovers(request.out, createdAt);
    const part = join(request.out, id + PART);
    const folder = join(request.out, id);
    try {
      await mkdir(part, { mode: 0o700 });
      const manifest = await this.write(part, id, createdAt, secret);
      await rename(part, folder);
      await syncFile(request.out);
      await this.record(actor, manifest);
      return { folder, manifest };
    } catch (error) {
      await rm(part, { recursive: true, force: true });
      throw error;
    }
  }

  private async write(part: string, id: string, createdAt: Date, secret: string): Promise<Manifest> {
    const salt = randomBytes(SALT_BYTES);
    const key = new BackupKey(secret, salt);
    // Before the snapshot: what is exported as the end of the trail is in it.
    const auditHead = (await this.heads.head()) ?? null;
    const { member, rows, schema } = await this.writeDatabase(part, key);
    const counted = { files: 0 };
    const files = await writeMember(part, FILES_MEMBER, packFiles(join(this.config.dataDir, 'files'), counted), key);
    const manifest = newManifest({
      id,
      createdAt: createdAt.toISOString(),
      database: this.database.isSqlite ? 'sqlite' : 'mysql',
      schema,
      rows,
      files: counted.files,
      auditHead,
      dataKeyId: this.dataKey.current.id,
      members: [member, files],
      salt: salt.toString('hex'),
      keyCheck: key.check,
    });
    await writeFile(join(part, MANIFEST), manifestText(manifest, key), { mode: 0o600, flag: 'wx' });
    await syncFile(join(part, MANIFEST));
    return manifest;
  }

  private async writeDatabase(part: string, key: BackupKey): Promise<DumpFacts & { readonly member: MemberFacts }> {
    if (this.config.databaseUrl !== undefined) {
      const facts: DumpFacts = { rows: {}, schema: null };
      const member = await writeMember(part, DATABASE_MEMBER, dumpMysql(this.config.databaseUrl, facts), key);
      return { member, ...facts };
    }
    const copy = join(part, 'database.copy');
    await copySqlite(sqliteFileIn(this.config.dataDir), copy);
    const { rows, schema } = describeSqlite(copy);
    const member = await writeMember(part, DATABASE_MEMBER, createReadStream(copy) as AsyncIterable<Buffer>, key);
    for (const name of ['', '-wal', '-shm']) await rm(copy + name, { force: true });
    return { member, rows: { ...rows }, schema };
  }

  private async record(actor: AuditActor, { id, members, files, auditHead }: Manifest): Promise<void> {
    const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
    await this.database.unitOfWork(async () =>
      this.audit.record(actor, {
        action: 'backup.made',
        subject: { kind: 'backup', id },
        after: { bytes, files, head: auditHead?.seq },
      }),
    );
  }
}

/** What a crash left half made. A younger one may be on its way in another process. */
async function removeLeftovers(out: string, now: Date): Promise<void> {
  for (const name of (await readdir(out)).filter((entry) => entry.startsWith('backup-') && entry.endsWith(PART))) {
    const path = join(out, name);
    const found = await stat(path).catch(() => undefined);
    if (found && now.getTime() - found.mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

const unwritable = (): Problem =>
  new Problem('invalid', 'backup-out-unwritable', '无法建立备份目录，请检查 --out（或 BACKUP_DIR）的路径与权限。');
