import { readFile } from 'node:fs/promises';
import { Problem } from '../kernel/index.js';

const MIN_LENGTH = 16;

export interface SecretSource {
  readonly keyFile: string | undefined;
  readonly passphrase: string | undefined;
}

/**
 * The secret that seals backups: what stands in a file, or a passphrase. It is not the data key, which lies inside what is backed up: one stolen disk shall not
 * open both. Throws Problem `backup-key-missing`, `backup-key-unreadable`, `backup-key-short` or `backup-key-is-data-key`.
 */
export async function readSecret({ keyFile, passphrase }: SecretSource, dataKey: Buffer | undefined): Promise<string> {
  const secret = (keyFile === undefined ? passphrase : await fromFile(keyFile))?.trim();
  if (secret === undefined || secret === '')
    throw new Problem(
      'invalid',
      'backup-key-missing',
      '没有备份密钥。请用 --key-file 指定密钥文件，或设置 BACKUP_KEY_FILE 或 BACKUP_PASSPHRASE。',
    );
  if (secret.length < MIN_LENGTH)
    throw new Problem(
      'invalid',
      'backup-key-short',
      `备份密钥或口令太短，至少 ${MIN_LENGTH} 个字符。可用 openssl rand -hex 32 生成一个密钥文件。`,
    );
  if (dataKey && secret.toLowerCase() === dataKey.toString('hex'))
    throw new Problem('invalid', 'backup-key-is-data-key', '备份密钥不能与数据密钥（data.key）相同，请另行生成一个，并分开保管。');
  return secret;
}

async function fromFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new Problem('invalid', 'backup-key-unreadable', '无法读取备份密钥文件，请检查路径与权限。');
  });
}
