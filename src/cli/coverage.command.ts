import { Command } from 'commander';
import { MeasureCoverage, type Breakdown } from '../coverage/index.js';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { coverageTable } from './coverage-table.js';
import { dayArgument, print, printJson, type Session } from './session.js';

interface Options {
  readonly asOf?: string;
  readonly by: string;
  readonly county?: string;
  readonly json?: boolean;
}

export const coverageCommand = (session: Session): Command =>
  new Command('coverage')
    .description('工伤保险覆盖率')
    .option('--as-of <day>', '统计截止日，例如 2022-12-31；默认今天')
    .option('--by <what>', 'county 按旗县区，industry 按行业', 'county')
    .option('--county <code>', '只看一个旗县区')
    .option('--json', '输出 JSON')
    .action(async (options: Options) => {
      const by = breakdown(options.by);
      const asOf = options.asOf === undefined ? (await session.get(Clock)).today() : dayArgument(options.asOf);
      const report = await (await session.get(MeasureCoverage)).report(await session.principal(), asOf, by, options.county);
      if (options.json) printJson(report);
      else print(`截至 ${asOf}\n${coverageTable(report)}`);
    });

function breakdown(text: string): Breakdown {
  if (text === 'county' || text === 'industry') return text;
  throw new Problem('invalid', 'breakdown-unknown', `--by 的值“${text}”无效，可选：county（旗县区）、industry（行业）。`);
}
