import { basename } from 'node:path';
import { access } from 'node:fs/promises';
import { Command } from 'commander';
import { ImportWorkbook, type ImportBatch } from '../intake/index.js';
import { Problem } from '../kernel/index.js';
import { monthArgument, print, printJson, type Session, type SetOutcome } from './session.js';

interface Options {
  readonly county?: string;
  readonly asOf?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export const importCommand = (session: Session, setOutcome: SetOutcome): Command =>
  new Command('import')
    .description('导入一个表格')
    .argument('<kind>', 'registry 企业底数（附件2）、enrolment-unit 单位参保、cases 职业病人员（附件3）')
    .argument('<file>', '表格文件')
    .option('--county <code>', '旗县区代码；表中没有写明时必填')
    .option('--as-of <month>', '数据所属月份，例如 2022-12')
    .option('--dry-run', '只校验和比对，不生效')
    .option('--json', '输出 JSON')
    .action(async (kind: string, file: string, options: Options) => {
      await access(file).catch(() => {
        throw new Problem('invalid', 'file-missing', `找不到文件：${basename(file)}。`);
      });
      const imports = await session.get(ImportWorkbook);
      const asOf = options.asOf === undefined ? undefined : monthArgument(options.asOf);
      const request = { kind, file, fileName: basename(file), county: options.county, asOf };
      const principal = await session.principal();
      const batch = await (options.dryRun ? imports.plan(principal, request) : imports.run(principal, request));
      if (options.json) printJson(batchJson(batch));
      else printBatch(batch);
      if (batch.errors.length > 0) setOutcome(1);
    });

const batchJson = ({ id, state, rows, counts, errors, warnings }: ImportBatch): object => ({
  batch: id,
  state,
  rows,
  ...counts,
  errors,
  warnings,
});

function printBatch({ id, state, rows, counts, errors, warnings }: ImportBatch): void {
  print(
    `批次 ${id}（${state === 'applied' ? '已生效' : '未生效'}）：共 ${rows} 行，新增 ${counts.new}，变更 ${counts.changed}，未变 ${counts.unchanged}，缺失 ${counts.missing}。`,
  );
  for (const { sheet, row, column, message } of errors) print(`错误  工作表“${sheet}”第 ${row} 行 ${column}：${message}`);
  for (const { sheet, row, column, message } of warnings) print(`提示  工作表“${sheet}”第 ${row} 行 ${column}：${message}`);
}
