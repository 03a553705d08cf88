import { Command } from 'commander';
import { DestroyKey, ListKeys, RewrapKeys, RotateKey, type KeyInfo } from '../access/index.js';
import { print, printJson, type Session } from './session.js';

interface Options {
  readonly json?: boolean;
}

export const keysCommand = (session: Session): Command =>
  new Command('keys')
    .description('个人信息的加密密钥')
    .addCommand(listCommand(session))
    .addCommand(rotateCommand(session))
    .addCommand(rewrapCommand(session))
    .addCommand(destroyCommand(session));

const listCommand = (session: Session): Command =>
  new Command('list')
    .description('列出密钥（不显示内容）')
    .option('--json', '输出 JSON')
    .action(async ({ json }: Options) => {
      const keys = await (await session.get(ListKeys)).run();
      if (json) printJson(keys);
      else for (const key of keys) print(lineOf(key));
    });

const rotateCommand = (session: Session): Command =>
  new Command('rotate')
    .description('换一把加密密钥（算法按 CIPHER_PROFILE），旧内容由后台任务重新加密')
    .option('--json', '输出 JSON')
    .action(async ({ json }: Options) => {
      const { id, algorithm, activeFrom } = await (await session.get(RotateKey)).run(await session.actor());
      if (json) printJson({ id, algorithm, activeFrom });
      else print(`新密钥 ${id}（${algorithm}）一分钟后启用，旧内容随后由后台任务 access.reseal 重新加密，进度见后台任务页面。`);
    });

const rewrapCommand = (session: Session): Command =>
  new Command('rewrap')
    .description('更换数据密钥（data.key 或 DATA_KEY），已加密的内容不动')
    .option('--new-key-file <file>', '写有新密钥的文件，仅在密钥由 DATA_KEY 配置时使用')
    .option('--json', '输出 JSON')
    .action(async ({ newKeyFile, json }: Options & { readonly newKeyFile?: string }) => {
      const [rewrap, principal] = [await session.get(RewrapKeys), await session.actor()];
      const id = newKeyFile === undefined ? await rewrap.withNewKeyFile(principal) : await rewrap.withKeyOf(principal, newKeyFile);
      if (json) printJson({ id });
      else print(newKeyFile === undefined ? FILE_CHANGED : ENVIRONMENT_CHANGES);
    });

const FILE_CHANGED = '数据密钥已更换。请立即备份新的 data.key（与数据分开存放）；旧备份仍需旧密钥才能恢复，请一并保管。';
const ENVIRONMENT_CHANGES = '数据密钥已更换。请立即把各主机的 DATA_KEY 改为新密钥并重启；旧备份仍需旧密钥才能恢复，请一并保管。';

const destroyCommand = (session: Session): Command =>
  new Command('destroy')
    .description('销毁一把已停用满 24 小时、不再有内容使用的密钥')
    .argument('<id>', '密钥编号')
    .action(async (id: string) => {
      await (await session.get(DestroyKey)).run(await session.actor(), id);
      print(`密钥 ${id} 已销毁。`);
    });

const PURPOSES = { seal: '加密', index: '盲索引', audit: '审计链' } as const;
const STATES = { live: '使用中', retired: '已停用', destroyed: '已销毁' } as const;

const lineOf = ({ id, purpose, algorithm, state, writing, createdAt }: KeyInfo): string =>
  [id, PURPOSES[purpose], algorithm, writing ? '当前' : STATES[state], createdAt.toISOString()].join('\t');
