import { Command } from 'commander';
import { DeliverExport } from '../disclosure/index.js';
import { Problem } from '../kernel/index.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { print, printJson, type Session } from './session.js';

interface Options {
  readonly out: string;
  readonly json?: boolean;
}

export const personalExportCommand = (session: Session): Command =>
  new Command('personal-export')
    .description('写出一份已批准的含个人信息的明文文件（计入下载次数，记入审计）')
    .argument('<id>', '导出申请编号')
    .requiredOption('--out <file>', '写到这个文件')
    .option('--json', '输出 JSON')
    .action(async (text: string, { out, json }: Options) => {
      const id = Number(text);
      if (!Number.isInteger(id)) throw new Problem('invalid', 'export-id-invalid', '导出申请编号应为整数。');
      const [delivery, temporary, principal] = [
        await session.get(DeliverExport),
        await session.get(TemporaryFiles),
        await session.principal(),
      ];
      await temporary.within(async (folder) => temporary.takeOut((await delivery.approved(principal, id, folder)).path, out));
      if (json) printJson({ file: out });
      else print(out);
    });
