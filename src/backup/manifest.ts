import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditHead } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import type { BackupKey } from './sealing.js';

/** Raised when an older program could not restore what this one writes. */
const FORMAT = 'dust-coverage-backup/1';
export const MANIFEST = 'manifest.json';

export interface MemberFacts {
  readonly name: string;
  /** Of the sealed member as it lies in the backup. */
  readonly bytes: number;
  readonly sha256: string;
}

/** What stands in a backup; readable without the key, and holds nothing personal. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly id: string;
  readonly createdAt: string;
  readonly database: 'sqlite' | 'mysql';
  /** The newest migration. */
  readonly schema: string | null;
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly files: number;
  /** Where the audit trail ended. */
  readonly auditHead: AuditHead | null;
  /** Which data key opens the personal data in it. */
  readonly dataKeyId: string;
  readonly members: readonly MemberFacts[];
  readonly salt: string;
  readonly keyCheck: string;
}

export const newManifest = (facts: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...facts });

/** The manifest as it is written: its last line is a code over all before it, made with the backup's key. */
export function manifestText(manifest: Manifest, key: BackupKey): string {
  const text = JSON.stringify(manifest, null, 2);
  return `${JSON.stringify({ ...manifest, mac: key.codeOf(text) }, null, 2)}\n`;
}

export interface SignedManifest {
  readonly manifest: Manifest;
  readonly mac: string;
}

/** Throws Problem `backup-missing`, `backup-foreign` or `backup-newer`. Nothing in it may be believed before `demandKey`. */
export async function readManifest(folder: string): Promise<SignedManifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw new Problem(
      'not-found',
      'backup-missing',
      '该文件夹里没有完整的备份（缺少 manifest.json）。请指定一个以 backup- 开头的备份文件夹。',
    );
  });
  const { mac, ...manifest } = parsed(text) as Manifest & { readonly mac?: unknown };
  const [product, version] = ((manifest.format as string | undefined) ?? '').split('/');
  if (product !== FORMAT.split('/')[0] || typeof mac !== 'string')
    throw new Problem('unreadable', 'backup-foreign', '这不是本系统的备份，或 manifest.json 已损坏，无法恢复。请换一个备份。');
  if (`${product}/${version}` !== FORMAT)
    throw new Problem('unreadable', 'backup-newer', '该备份由更新版本的系统制作，请用不低于那个版本的系统恢复。');
  return { manifest, mac };
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Throws Problem `backup-key-wrong` or `backup-manifest-damaged`. */
export function demandKey({ manifest, mac }: SignedManifest, key: BackupKey): void {
  if (manifest.keyCheck !== key.check)
    throw new Problem('unreadable', 'backup-key-wrong', '备份密钥或口令不对，打不开该备份。请用制作该备份时的密钥文件或口令重试。');
  if (key.wrote(JSON.stringify(manifest, null, 2), mac)) return;
  throw new Problem('unreadable', 'backup-manifest-damaged', '备份的 manifest.json 被改动过，不能信任该备份。请换一个备份，并查明原因。');
}
