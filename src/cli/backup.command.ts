import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { AuditTrail, INSTALLATION, VerifyAudit } from '../access/index.js';
import { KeepBackups, MakeBackup, restoreBackup, type Manifest } from '../backup/index.js';
import { configFromEnvironment, createContext } from '../bootstrap.js';
import { Problem } from '../kernel/index.js';
import { readConfig, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/index.js';
import { print, printJson, Session, type SetOutcome } from './session.js';

interface BackupOptions {
  readonly out?: string;
  readonly keyFile?: string;
  readonly keepDays?: string;
  readonly keepLast?: string;
  readonly json?: boolean;
}

export const backupCommand = (session: Session): Command =>
  new Command('backup')
    .description('备份数据库与文件（在线、加密）')
    .option('--out <folder>', '备份放在哪个目录；默认 BACKUP_DIR')
    .option('--key-file <file>', '备份密钥文件；默认 BACKUP_KEY_FILE 或 BACKUP_PASSPHRASE')
    .option('--keep-days <n>', '随后删除早于 n 天的备份（最新的总保留）')
    .option('--keep-last <n>', '至少保留最新的 n 个；不写 --keep-days 时只保留这 n 个')
    .option('--json', '输出 JSON')
    .action(async (options: BackupOptions) => {
      const { backup } = configFromEnvironment();
      const out = options.out === undefined ? backup.dir : resolve(options.out);
      if (out === undefined) throw new Problem('invalid', 'backup-out-missing', '请用 --out 指定备份放在哪个目录，或设置 BACKUP_DIR。');
      const rule = { days: count(options.keepDays, '--keep-days'), last: count(options.keepLast, '--keep-last') };
      const actor = await session.actor();
      const { folder, manifest } = await (await session.get(MakeBackup)).run(actor, { out, ...secretFrom(options, backup) });
      const removed = await (await session.get(KeepBackups)).run(actor, out, rule);
      if (options.json) printJson({ folder, ...countsOf(manifest), auditHead: manifest.auditHead, removed });
      else {
        const { tables, rows, files, bytes } = countsOf(manifest);
        print(`已备份到 ${folder}：${tables} 张表 ${rows} 行，${files} 个文件，共 ${bytes} 字节。`);
        print('恢复时还需要备份密钥和 data.key，请与备份分开保管。');
        if (removed.length > 0) print(`已按保存规则删除 ${removed.length} 个旧备份。`);
      }
    });

interface RestoreOptions {
  readonly from: string;
  readonly into: string;
  readonly database?: string;
  readonly keyFile?: string;
  readonly dataKey?: string;
  readonly json?: boolean;
}

export const restoreCommand = (_session: Session, setOutcome: SetOutcome): Command =>
  new Command('restore')
    .description('把备份恢复到空的目录（和空的数据库），然后校验审计记录')
    .requiredOption('--from <folder>', '一个备份的文件夹（backup-…）')
    .requiredOption('--into <folder>', '新的 DATA_DIR：空目录，或只有 data.key')
    .option('--database <url>', '空的 MySQL/MariaDB 数据库，mysql://… 或 mariadb://…（SQLite 的备份不用）')
    .option('--key-file <file>', '备份密钥文件；默认 BACKUP_KEY_FILE 或 BACKUP_PASSPHRASE')
    .option('--data-key <file>', '另行保管的 data.key；默认 DATA_KEY 或新目录里的 data.key')
    .option('--json', '输出 JSON')
    .action(async (options: RestoreOptions) => {
      const config = configFromEnvironment();
      const target = { dataDir: resolve(options.into), databaseUrl: options.database };
      const dataKey = await dataKeyFrom(options, config);
      const manifest = await restoreBackup({
        from: resolve(options.from),
        into: target.dataDir,
        databaseUrl: target.databaseUrl,
        dataKey,
        ...secretFrom(options, config.backup),
      });
      const verdict = await verifyRestored({ ...config, ...target, dataKey, ...dialectOf(options.database) }, manifest);
      if (!verdict.sound) setOutcome(1);
      if (options.json) printJson({ ...countsOf(manifest), into: target.dataDir, audit: verdict });
      else tellRestored(target.dataDir, manifest, verdict);
    });

/** Opens what was restored as the service would, which also brings its tables up to date. */
async function verifyRestored(config: Config, manifest: Manifest): ReturnType<VerifyAudit['run']> {
  const restored = new Session(
    () => createContext({ ...config, role: 'web' }),
    () => undefined,
  );
  try {
    const verdict = await (await restored.get(VerifyAudit)).run(manifest.auditHead ? [manifest.auditHead] : []);
    const [database, audit] = [await restored.get(Database), await restored.get(AuditTrail)];
    await database.unitOfWork(async () =>
      audit.record(INSTALLATION, {
        action: 'backup.restored',
        subject: { kind: 'backup', id: manifest.id },
        after: { sound: verdict.sound, entries: verdict.entries },
      }),
    );
    return verdict;
  } finally {
    await restored.close();
  }
}

function tellRestored(into: string, manifest: Manifest, { sound, entries }: { readonly sound: boolean; readonly entries: number }): void {
  const { tables, rows, files } = countsOf(manifest);
  print(`已恢复到 ${into}：${tables} 张表 ${rows} 行，${files} 个文件，与备份清单一致。`);
  print(sound ? `审计记录 ${entries} 条，完整，且与备份时的链头相符。` : '审计记录不完整，请运行 audit verify 查看，并报告安全审计员。');
}

const countsOf = ({ id, rows, files, members }: Manifest) => ({
  id,
  tables: Object.keys(rows).length,
  rows: Object.values(rows).reduce((sum, n) => sum + n, 0),
  files,
  bytes: members.reduce((sum, { bytes }) => sum + bytes, 0),
});

const secretFrom = ({ keyFile }: { readonly keyFile?: string }, backup: Config['backup']) =>
  keyFile === undefined ? { keyFile: backup.keyFile, passphrase: backup.passphrase } : { keyFile: resolve(keyFile), passphrase: undefined };

/** Throws Problem `restore-data-key-unreadable`. */
async function dataKeyFrom({ dataKey }: RestoreOptions, config: Config): Promise<string | undefined> {
  if (dataKey === undefined) return config.dataKey;
  const text = await readFile(dataKey, 'utf8').catch(() => '');
  if (/^[0-9a-f]{64}$/i.test(text.trim())) return text.trim();
  throw new Problem('invalid', 'restore-data-key-unreadable', '--data-key 指定的文件无法读取，或内容不是 64 位十六进制。请检查路径。');
}

/** Reads the URL as the service would, with its faults. */
const dialectOf = (databaseUrl: string | undefined): Pick<Config, 'databaseUrl' | 'dialect'> => {
  const { dialect } = readConfig({ DATABASE_URL: databaseUrl }, '/');
  return { databaseUrl, dialect };
};

function count(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new Problem('invalid', 'count-invalid', `${option} 应为 1–99999 之间的整数。`);
}
