import { userInfo } from 'node:os';
import { Command, CommanderError } from 'commander';
import { configFromEnvironment, createContext } from '../bootstrap.js';
import { Problem } from '../kernel/index.js';
import { diskFullProblem } from '../platform/files/disk-full.js';
import { withOrigin, type Origin } from '../platform/origin/origin.js';
import { auditCommand } from './audit.command.js';
import { backupCommand, restoreCommand } from './backup.command.js';
import { cityCommand } from './city.command.js';
import { coverageCommand } from './coverage.command.js';
import { batchCommand, batchesCommand } from './import-batches.command.js';
import { exportCommand } from './export.command.js';
import { importCommand } from './import.command.js';
import { keysCommand } from './keys.command.js';
import { linksCommand, matchCommand } from './match.command.js';
import { personalExportCommand } from './personal-export.command.js';
import { reportCommand } from './report.command.js';
import { Session, type ExitCode } from './session.js';
import { userCommand } from './user.command.js';

/** Runs one command and tells its exit code. Results go to standard output, what is wrong to standard error, in Chinese. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  const program = new Command('cli').description('尘肺病重点行业工伤保险扩面管理').exitOverride();
  program.option('--city <code>', '在哪个城市执行，例如 150800；只装入一个城市时不必填');
  const session = new Session(
    () => createContext({ ...configFromEnvironment(), role: 'web' }),
    () => program.opts<{ city?: string }>().city,
  );
  let outcome: ExitCode = 0;
  const commands = [
    importCommand,
    batchesCommand,
    batchCommand,
    matchCommand,
    linksCommand,
    coverageCommand,
    exportCommand,
    reportCommand,
    userCommand,
    keysCommand,
    personalExportCommand,
    cityCommand,
    auditCommand,
    backupCommand,
    restoreCommand,
  ];
  for (const make of commands) program.addCommand(quiet(make(session, (code) => (outcome = code))));
  try {
    await withOrigin(originOf(args), () => quiet(program).parseAsync([...args], { from: 'user' }));
    return outcome;
  } catch (error) {
    return tell(error);
  } finally {
    await session.close();
  }
}

/** The commands alone: what stands behind them may be a file's or a person's name. */
function originOf(args: readonly string[]): Origin {
  const [command = ''] = args;
  return { channel: 'cli', name: command, address: account(), requestId: null, session: null };
}

/** Whose account of the operating system the command runs under. */
function account(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

/** commander's own sentences are English: they are replaced by ours, in commands of commands as well. */
function quiet(command: Command): Command {
  for (const inner of command.commands) quiet(inner);
  return command.exitOverride().configureOutput({ writeErr: () => undefined });
}

const USAGE: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有这个命令。',
  'commander.missingArgument': '缺少参数。',
  'commander.excessArguments': '参数过多。',
  'commander.unknownOption': '没有这个选项。',
  'commander.optionMissingArgument': '选项后缺少内容。',
  'commander.missingMandatoryOptionValue': '缺少必填选项。',
  'commander.invalidArgument': '选项的内容不符合格式。',
};

function tell(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const quoted = /'([^']*)'/.exec(error.message)?.[1];
    const subject = quoted === undefined ? '' : `（${quoted}）`;
    process.stderr.write(`${USAGE[error.code] ?? '命令有误。'}${subject}用 npm run -s cli -- --help 查看用法。\n`);
    return 2;
  }
  const problem = error instanceof Problem ? error : diskFullProblem(error);
  if (problem) {
    process.stderr.write(`${problem.message}\n`);
    return 2;
  }
  process.stderr.write(`内部错误：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 2;
}
