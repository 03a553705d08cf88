/** A failure as the service tells it (RFC 9457), or as the browser meets it on the way there. */
export interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export class ApiProblem extends Error implements ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor({ status, code, title, requestId, details }: ProblemBody) {
    super(title);
    this.status = status;
    this.code = code;
    this.title = title;
    this.requestId = requestId;
    this.details = details ?? {};
  }

  get isStale(): boolean {
    return this.status === 409;
  }

  /** Whether the same request may well succeed a little later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const unreachable = (): ApiProblem =>
  new ApiProblem({ status: 0, code: 'unreachable', title: '没有连上服务器：网络中断，或服务正在重启。' });

export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  return new ApiProblem(isProblem(body) ? body : unreadable(response.status));
}

/** Any failure, as one that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  console.error(error);
  return new ApiProblem({ status: 0, code: 'page-failed', title: '页面程序出现错误，请刷新页面后重试。' });
}

/** What to do next, beside what the service itself says. */
export function nextStep({ status, code }: ApiProblem): string {
  if (code === 'unreachable') return '请检查网络后重试；已填写的内容仍保留在页面上。';
  if (status === 409) return '请查看最新内容后重新操作。';
  if (status === 403) return '如需办理，请联系系统管理员调整权限。';
  if (status === 404) return '请返回列表刷新；该内容可能已被撤销，或不在您管辖的旗县区。';
  if (status === 429) return '请稍候片刻再试。';
  if (status >= 500) return '请稍后重试；如仍失败，请把请求编号告诉系统管理员。';
  return '请按提示修改后重试。';
}

const unreadable = (status: number): ProblemBody => ({
  status,
  code: `http-${status}`,
  title: '服务器的答复无法识别，可能被中间的网络设备拦截。',
});

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'code' in body && 'title' in body && 'status' in body;
