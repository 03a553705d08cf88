import { Problem, type ProblemKind } from '../../kernel/index.js';
import { diskFullProblem } from '../files/disk-full.js';

/** What is kept of an error in the job row: nothing of it may be personal, and `permanent` says that a retry is pointless. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly permanent: boolean;
}

const PASSING: readonly ProblemKind[] = ['conflict', 'unavailable', 'disk-full'];
const SAFE_CODE = /^[\w.-]{1,60}$/;

export const LEASE_EXPIRED: Failure = {
  code: 'lease-expired',
  message: '任务多次在执行中断（进程被终止或失去响应），已停止重试。请检查运行日志与内存后再重试。',
  permanent: false,
};

/**
 * A `Problem` is kept with its message, which is free of personal data by its own rule. Of any other error only class and code
 * are kept: a driver's message quotes the values of the row it failed on.
 */
export function describeFailure(error: unknown): Failure {
  const problem = error instanceof Problem ? error : diskFullProblem(error);
  if (problem) {
    return { code: problem.code.slice(0, 60), message: problem.message.slice(0, 500), permanent: !PASSING.includes(problem.kind) };
  }
  const code = driverCode(error) ?? (error instanceof Error ? error.name : typeof error);
  return { code: SAFE_CODE.test(code) ? code : 'unexpected', message: '执行时发生意外错误，详情见运行日志。', permanent: false };
}

/** The call stack without the first line, which repeats the message. */
export function stackOf(error: unknown): string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return error.stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}

function driverCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
