import { basename } from 'node:path';
import { access } from 'node:fs/promises';
import { Command } from 'commander';
import { Batches, ImportWorkbook, type CorrectionInput, type ImportBatch, type KeptIssue } from '../intake/index.js';
import { Problem } from '../kernel/index.js';
import { headerOption, mapOption, setOption, settingsOf } from './import-options.js';
import { monthArgument, print, printJson, type Session, type SetOutcome } from './session.js';

interface Options {
  readonly county?: string;
  readonly asOf?: string;
  readonly dryRun?: boolean;
  readonly header?: ReturnType<typeof headerOption>;
  readonly map?: ReturnType<typeof mapOption>;
  readonly set?: CorrectionInput[];
  readonly json?: boolean;
}

export const importCommand = (session: Session, setOutcome: SetOutcome): Command =>
  new Command('import')
    .description('导入一个表格')
    .argument(
      '<kind>',
      'registry 企业底数（附件2）、enrolment-unit 单位参保、enrolment-person 人员参保、roster 职工花名册（实名制）、cases 职业病人员（附件3）',
    )
    .argument('<file>', '表格文件')
    .option('--county <code>', '旗县区代码；表中没有写明时必填')
    .option('--as-of <month>', '数据所属月份，例如 2022-12')
    .option('--dry-run', '只校验和比对，不生效')
    .option('--header <sheet=row>', '工作表的表头从第几行开始，例如 "Sheet1=3"；可多次使用', headerOption)
    .option(
      '--map <sheet:column=field>',
      '一列作为哪个项目读取，列用字母或从 0 开始的列号，例如 "Sheet1:E=headcount"；可多次使用',
      mapOption,
    )
    .option('--set <field=value>', '每一行的某个项目都取此值，例如 insurance=410；可多次使用', setOption)
    .option('--json', '输出 JSON')
    .action(async (kind: string, file: string, options: Options) => {
      await access(file).catch(() => {
        throw new Problem('invalid', 'file-missing', `找不到文件：${basename(file)}。`);
      });
      const imports = await session.get(ImportWorkbook);
      const asOf = options.asOf === undefined ? undefined : monthArgument(options.asOf);
      const sheets = settingsOf([...(options.header ?? []), ...(options.map ?? [])]);
      const request = { kind, file, fileName: basename(file), county: options.county, asOf, sheets, corrections: options.set };
      const principal = await session.principal();
      const batch = await (options.dryRun ? imports.plan(principal, request) : imports.run(principal, request));
      const issues = await (await session.get(Batches)).issues(principal, batch.id, { limit: MOST_ISSUES });
      if (options.json) printJson(batchJson(batch, issues));
      else printBatch(batch, issues);
      warnOfAlarms(batch);
      if (batch.errorCount > 0) setOutcome(1);
    });

/** Whoever runs commands unattended has nobody to ask. */
function warnOfAlarms({ alarms }: ImportBatch): void {
  for (const { message } of alarms) process.stderr.write(`提示：${message}请核对文件是否正确。\n`);
}

/** More than anybody reads; the counts tell the rest. */
const MOST_ISSUES = 100_000;

function batchJson({ id, state, rows, counts, alarms, errorCount, warningCount }: ImportBatch, issues: readonly KeptIssue[]): object {
  const ofSeverity = (wanted: string): object[] =>
    issues
      .filter(({ severity }) => severity === wanted)
      .map(({ sheet, row, column, code, message }) => ({ sheet, row, column, code, message }));
  return {
    batch: id,
    state,
    rows,
    ...counts,
    alarms,
    errorCount,
    warningCount,
    errors: ofSeverity('error'),
    warnings: ofSeverity('warning'),
  };
}

function printBatch({ id, state, rows, counts }: ImportBatch, issues: readonly KeptIssue[]): void {
  const inForce = state === 'applied' ? '已生效' : '未生效';
  const { new: added, changed, unchanged, missing } = counts;
  print(`批次 ${id}（${inForce}）：共 ${rows} 行，新增 ${added}，变更 ${changed}，未变 ${unchanged}，缺失 ${missing}。`);
  for (const { severity, sheet, row, column, message } of issues) {
    print(`${severity === 'error' ? '错误' : '提示'}  工作表“${sheet}”第 ${row} 行 ${column}：${message}`);
  }
}
