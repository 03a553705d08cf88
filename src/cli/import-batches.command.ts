import { Command } from 'commander';
import { Batches, type ImportBatch, type IssueGroup } from '../intake/index.js';
import { Problem } from '../kernel/index.js';
import { handleBatchFiles, withBatchFiles, type BatchFileOptions } from './batch-files.command.js';
import { print, printJson, type Session } from './session.js';

const MOST_BATCHES = 50;

export const batchesCommand = (session: Session): Command =>
  new Command('batches')
    .description('导入历史，从新到旧')
    .option('--json', '输出 JSON')
    .action(async (options: { json?: boolean }) => {
      const batches = await (await session.get(Batches)).list(await session.principal(), { limit: MOST_BATCHES });
      if (options.json) printJson({ batches: batches.map(summary) });
      else for (const batch of batches) print(line(batch));
    });

export const batchCommand = (session: Session): Command =>
  withBatchFiles(new Command('batch'))
    .description('一个导入批次，错误与提示按原因归类')
    .argument('<id>', '批次编号')
    .option('--json', '输出 JSON')
    .action(async (id: string, options: BatchFileOptions & { json?: boolean }) => {
      if (!/^\d{1,9}$/.test(id)) throw new Problem('invalid', 'batch-id-invalid', '批次编号应为数字。');
      await handleBatchFiles(session, Number(id), options);
      const [batches, principal] = [await session.get(Batches), await session.principal()];
      const batch = await batches.find(principal, Number(id));
      const groups = await batches.issueGroups(principal, batch.id);
      if (options.json) printJson({ ...summary(batch), issueGroups: groups });
      else printBatch(batch, groups);
    });

const STATES: Partial<Record<ImportBatch['state'], string>> = {
  uploaded: '已上传',
  checking: '校验中',
  planned: '待生效',
  applying: '生效中',
  applied: '已生效',
  rejected: '不能导入',
  cancelled: '已取消',
  undone: '已撤销',
};

const stateWords = ({ state }: ImportBatch): string => STATES[state] ?? state;

function summary({ id, kind, state, fileName, fileHash, rows, counts, errorCount, warningCount, ...batch }: ImportBatch): object {
  const { createdBy, createdAt, appliedBy, appliedAt, undoneBy, undoneAt, undoReason, rejection } = batch;
  const reason = rejection && { code: rejection.code, message: rejection.message };
  const who = { createdBy, createdAt, appliedBy, appliedAt, undoneBy, undoneAt, undoReason };
  return { batch: id, kind, state, fileName, fileHash, rows, ...counts, errorCount, warningCount, rejection: reason, ...who };
}

function line(batch: ImportBatch): string {
  const { id, kind, fileName, rows, errorCount, createdBy, createdAt } = batch;
  return `${id}  ${stateWords(batch)}  ${kind}  ${fileName}  ${rows} 行，错误 ${errorCount}  ${createdBy} ${createdAt.toISOString()}`;
}

function printBatch(batch: ImportBatch, groups: readonly IssueGroup[]): void {
  print(line(batch));
  const { new: added, changed, unchanged, missing } = batch.counts;
  print(`新增 ${added}，变更 ${changed}，未变 ${unchanged}，缺失 ${missing}。`);
  if (batch.rejection) print(batch.rejection.message);
  for (const { severity, column, message, count } of groups)
    print(`${severity === 'error' ? '错误' : '提示'} ${count} 处  ${column}：${message}`);
}
