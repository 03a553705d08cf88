/** What kind of refusal a problem is; each outer layer maps it once (HTTP status, CLI exit code). */
export type ProblemKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-many'
  | 'too-large'
  | 'unreadable'
  | 'unavailable'
  | 'disk-full';

/**
 * A refusal that a user can act on: a stable `code` for programs, a Chinese `message` that says what is wrong and what to do.
 * `details` never holds personal data: it reaches logs and responses as it is.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: ProblemKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The answer for a row that does not exist and for one outside the caller's scope: they must look alike. */
export const notFound = (what: string): Problem => new Problem('not-found', 'not-found', `没有找到${what}，请刷新列表后重试。`);

export const staleVersion = (what: string, current: Readonly<Record<string, unknown>>): Problem =>
  new Problem('conflict', 'stale-version', `${what}已被他人修改，请查看最新内容后重新操作。`, { current });
