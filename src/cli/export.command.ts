import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Argument, Command } from 'commander';
import { ExportCoverage } from '../coverage/index.js';
import { ExportUnits } from '../enrolment/index.js';
import { Problem, type LocalDate } from '../kernel/index.js';
import { ExportLinks, LINK_STATUSES, type LinkStatus } from '../matching/index.js';
import { Clock } from '../platform/clock/clock.js';
import { diskFullProblem } from '../platform/files/disk-full.js';
import type { TableFile } from '../platform/files/table/index.js';
import { dayArgument, print, printJson, type Session } from './session.js';

interface Options {
  readonly out: string;
  readonly asOf?: string;
  readonly county?: string;
  readonly status?: string;
  readonly json?: boolean;
}

type Make = (session: Session, options: Options) => Promise<TableFile>;

/** What can be exported, and which of the options it does not take. */
const EXPORTS: Readonly<Record<string, { readonly make: Make; readonly without: readonly ('asOf' | 'status')[] }>> = {
  coverage: {
    make: async (session, options) =>
      (await session.get(ExportCoverage)).run(await session.principal(), await dayOf(session, options), options.county),
    without: ['status'],
  },
  links: {
    make: async (session, { county, status }) =>
      (await session.get(ExportLinks)).run(await session.principal(), { county, status: statusArgument(status) }),
    without: ['asOf'],
  },
  units: {
    make: async (session, options) =>
      (await session.get(ExportUnits)).run(await session.principal(), await dayOf(session, options), options.county),
    without: ['status'],
  },
};

export const exportCommand = (session: Session): Command =>
  new Command('export')
    .description('把数据导出为 .xlsx 表格（不含身份证号码和职工姓名）')
    .addArgument(new Argument('<what>', 'coverage 企业参保覆盖明细、links 匹配结果与候选、units 参保单位'))
    .requiredOption('--out <file>', '输出文件；已有的同名文件会被替换')
    .option('--as-of <day>', '统计截止日，例如 2022-12-31；默认今天（coverage、units）')
    .option('--county <code>', '只导出一个旗县区')
    .option('--status <status>', '只导出一种状态：auto、review、confirmed、rejected（links）')
    .option('--json', '输出 JSON')
    .action(async (what: string, options: Options) => {
      const chosen = Object.hasOwn(EXPORTS, what) ? EXPORTS[what] : undefined;
      if (!chosen) throw new Problem('invalid', 'export-unknown', `不能导出“${what}”，可选：${Object.keys(EXPORTS).join('、')}。`);
      for (const option of chosen.without) if (options[option] !== undefined) throw notTaken(what, option);
      const table = await chosen.make(session, options);
      await write(table, options.out);
      if (options.json) printJson({ file: options.out, rows: table.rows });
      else print(`已写入 ${table.rows} 行：${options.out}`);
    });

const notTaken = (what: string, option: 'asOf' | 'status'): Problem =>
  new Problem('invalid', 'option-not-taken', `导出 ${what} 时不能使用 ${option === 'asOf' ? '--as-of' : '--status'}，请去掉后重试。`);

const dayOf = async (session: Session, { asOf }: Options): Promise<LocalDate> =>
  asOf === undefined ? (await session.get(Clock)).today() : dayArgument(asOf);

function statusArgument(text: string | undefined): LinkStatus | undefined {
  const status = LINK_STATUSES.find((known) => known === text);
  if (text === undefined || status !== undefined) return status;
  throw new Problem('invalid', 'status-unknown', `--status 的值“${text}”无效，可选：${LINK_STATUSES.join('、')}。`);
}

/** Under its name stands a whole file or what stood there before, never a part. */
async function write({ bytes }: TableFile, file: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(bytes, createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw isOfFileSystem(error) && !diskFullProblem(error) ? cannotWrite(file) : error;
  }
}

const isOfFileSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error && 'path' in error;

const cannotWrite = (file: string): Problem =>
  new Problem('invalid', 'out-unwritable', `无法写入 ${basename(file)}，请检查所在文件夹是否存在、是否可写。`);
