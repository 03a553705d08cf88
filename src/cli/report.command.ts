import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { Problem } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { FileStore } from '../platform/files/file-store.js';
import { holdsPersonalData, maskedForm, maskedName, PlanReports, PrepareReport, type ReportFile } from '../reporting/index.js';
import { dayArgument, print, printJson, type Session } from './session.js';

interface Options {
  readonly due: string;
  readonly out: string;
  readonly county?: string;
  readonly json?: boolean;
}

export const reportCommand = (session: Session): Command =>
  new Command('report')
    .description('生成一个报送截止日的各旗县区报表（附件3已脱敏，原件用 personal-export）')
    .requiredOption('--due <day>', '报送截止日，例如 2022-10-10')
    .requiredOption('--out <folder>', '输出目录')
    .option('--county <code>', '只生成一个旗县区')
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      const files = await writeReports(session, options);
      if (options.json) printJson({ files });
      else print(files.join('\n'));
    });

async function writeReports(session: Session, { due, out, county }: Options): Promise<string[]> {
  const dueOn = dayArgument(due);
  const principal = await session.principal();
  const planned = await (await session.get(PlanReports)).ensureDueOn(principal.scope.city, dueOn);
  const reports = planned.filter(({ countyCode }) => county === undefined || countyCode === county);
  if (reports.length === 0) throw new Problem('invalid', 'county-unknown', `没有旗县区 ${county ?? ''}，请填写旗县区代码。`);
  const [prepare, files, database] = await Promise.all([session.get(PrepareReport), session.get(FileStore), session.get(Database)]);
  await mkdir(out, { recursive: true });
  const written: string[] = [];
  // A service beside the command may prepare the same report at the same moment: then its files are the report's.
  const prepared = (id: number): Promise<ReportFile[]> =>
    prepare
      .run(principal, id, false, (work) => database.unitOfWork(work))
      .catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'stale-version') return prepare.filesOf(principal, id);
        throw error;
      });
  for (const report of reports) {
    for (const { form, fileName, fileHash } of await prepared(report.id)) {
      const bytes = await files.get(fileHash);
      const path = join(out, holdsPersonalData(form) ? maskedName(fileName) : fileName);
      await writeFile(path, holdsPersonalData(form) ? await maskedForm(bytes) : bytes, { mode: 0o600 });
      written.push(path);
    }
  }
  return written;
}
