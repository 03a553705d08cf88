import { basename } from 'node:path';
import { access } from 'node:fs/promises';
import { Command } from 'commander';
import { Batches, ImportWorkbook, type ImportBatch, type KeptIssue } from '../intake/index.js';
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
      const issues = await (await session.get(Batches)).issues(principal, batch.id, { limit: MOST_ISSUES });
      if (options.json) printJson(batchJson(batch, issues));
      else printBatch(batch, issues);
      if (batch.errorCount > 0) setOutcome(1);
    });

/** More than anybody reads; the counts tell the rest. */
const MOST_ISSUES = 100_000;

function batchJson({ id, state, rows, counts, errorCount, warningCount }: ImportBatch, issues: readonly KeptIssue[]): object {
  const ofSeverity = (wanted: string): object[] =>
    issues
      .filter(({ severity }) => severity === wanted)
      .map(({ sheet, row, column, code, message }) => ({ sheet, row, column, code, message }));
  return { batch: id, state, rows, ...counts, errorCount, warningCount, errors: ofSeverity('error'), warnings: ofSeverity('warning') };
}

function printBatch({ id, state, rows, counts }: ImportBatch, issues: readonly KeptIssue[]): void {
  const inForce = state === 'applied' ? '已生效' : '未生效';
  const { new: added, changed, unchanged, missing } = counts;
  print(`批次 ${id}（${inForce}）：共 ${rows} 行，新增 ${added}，变更 ${changed}，未变 ${unchanged}，缺失 ${missing}。`);
  for (const { severity, sheet, row, column, message } of issues) {
    print(`${severity === 'error' ? '错误' : '提示'}  工作表“${sheet}”第 ${row} 行 ${column}：${message}`);
  }
}
