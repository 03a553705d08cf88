import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ListLinks, RunMatching } from '../matching/index.js';
import { toCsv } from '../platform/files/csv.js';
import { print, printJson, type Session } from './session.js';

export const matchCommand = (session: Session): Command =>
  new Command('match')
    .description('匹配企业与参保单位')
    .option('--json', '输出 JSON')
    .action(async (options: { json?: boolean }) => {
      const summary = await (await session.get(RunMatching)).run(await session.principal());
      if (options.json) printJson(summary);
      else print(`自动关联 ${summary.auto}，待审核 ${summary.review}，已确认 ${summary.confirmed}，无候选企业 ${summary.none}。`);
    });

const HEADER = ['registry_county', 'registry_name', 'unit_no', 'unit_name', 'status', 'score', 'reason'];

export const linksCommand = (session: Session): Command =>
  new Command('links')
    .description('把匹配结果和全部候选写成 CSV')
    .requiredOption('--csv <file>', '输出文件')
    .option('--json', '输出 JSON')
    .action(async (options: { csv: string; json?: boolean }) => {
      const entries = await (await session.get(ListLinks)).list(await session.principal(), {});
      const rows = entries.map(({ link, enterprise, unit }) => [
        enterprise.countyCode,
        enterprise.name,
        unit.unitNo,
        unit.name,
        link.status,
        link.score.toFixed(3),
        link.reason,
      ]);
      await writeFile(options.csv, toCsv([HEADER, ...rows]));
      if (options.json) printJson({ file: options.csv, rows: rows.length });
      else print(`已写入 ${rows.length} 条：${options.csv}`);
    });
