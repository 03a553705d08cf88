import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem, type ProblemKind } from '../../kernel/index.js';
import { diskFullProblem } from '../files/disk-full.js';
import { describeError } from '../logging/describe-error.js';
import { log } from '../logging/log.js';

const STATUS: Readonly<Record<ProblemKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unreadable: 422,
  unavailable: 503,
  'disk-full': 507,
};

const BY_STATUS: Readonly<Record<number, { kind: ProblemKind; code: string; message: string }>> = {
  400: { kind: 'invalid', code: 'request-invalid', message: '请求内容有误，请检查后重试。' },
  404: { kind: 'not-found', code: 'not-found', message: '没有找到您要的内容，请检查地址。' },
  413: { kind: 'too-large', code: 'body-too-large', message: '提交的内容过大，请缩小后重试。' },
};

/** Whatever else a library refuses about a request is the sender's fault, too. */
const isRefusal = (status: number): boolean => status >= 400 && status < 500;
/** Hears of every problem before it is answered; must not fail. */
export type ProblemListener = (problem: Problem, request: Request) => Promise<void>;

/** Answers every failure as problem+json (RFC 9457) with a stable code, a Chinese sentence and the request's id; never a stack trace. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly listener: ProblemListener = () => Promise.resolve()) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request & { id?: string }>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = toProblem(error);
    if (problem) await this.listener(problem, request);
    const status = problem ? STATUS[problem.kind] : 500;
    if (!problem) log.error({ requestId: request.id, error: describeError(error) }, 'request failed');
    const wait = problem?.kind === 'too-many' ? problem.details['seconds'] : undefined;
    if (typeof wait === 'number') response.setHeader('Retry-After', wait);
    response
      .status(status)
      .type('application/problem+json')
      .json({
        type: 'about:blank',
        status,
        code: problem?.code ?? 'internal',
        title: problem?.message ?? '系统出现内部错误，请稍后重试；如仍失败，请把请求编号告诉系统管理员。',
        requestId: request.id,
        ...(problem && Object.keys(problem.details).length > 0 ? { details: problem.details } : {}),
      });
  }
}

function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const full = diskFullProblem(error);
  if (full) return full;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const known = BY_STATUS[status] ?? (isRefusal(status) ? BY_STATUS[400] : undefined);
  return known && new Problem(known.kind, known.code, known.message);
}

/** body-parser and multer throw plain errors that carry a status or a code. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if ('code' in error && error.code === 'LIMIT_FILE_SIZE') return 413;
  return 'status' in error && typeof error.status === 'number' ? error.status : 500;
}
