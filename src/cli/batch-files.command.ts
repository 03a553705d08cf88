import type { Command } from 'commander';
import { Batches, HandOutBatchFile, UndoBatch } from '../intake/index.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import type { Session } from './session.js';

export interface BatchFileOptions {
  readonly errorWorkbook?: string;
  readonly original?: string;
  readonly undo?: boolean;
  readonly reason?: string;
}

/** What can be done with a batch beside looking at it. */
export const withBatchFiles = (command: Command): Command =>
  command
    .option('--error-workbook <file>', '把错误标注表写到这个 .xlsx 文件；更正后再次导入即并入本批次')
    .option('--original <file>', '把原始文件写到这个文件')
    .option('--undo', '撤销已生效的批次，须同时写明 --reason')
    .option('--reason <text>', '撤销原因');

/** Does what the options ask for, before the batch is shown. */
export async function handleBatchFiles(session: Session, id: number, options: BatchFileOptions): Promise<void> {
  const principal = await session.principal();
  const [temporary, files] = [await session.get(TemporaryFiles), await session.get(HandOutBatchFile)];
  const { errorWorkbook, original, undo, reason = '' } = options;
  if (errorWorkbook !== undefined)
    await temporary.within(async (folder) => temporary.takeOut((await files.errorWorkbook(principal, id, folder)).path, errorWorkbook));
  if (original !== undefined)
    await temporary.within(async (folder) => temporary.takeOut((await files.original(principal, id, folder)).path, original));
  if (!undo) return;
  const { version } = await (await session.get(Batches)).find(principal, id);
  await (await session.get(UndoBatch)).run(principal, id, { version, reason });
}
