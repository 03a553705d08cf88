import { AsyncLocalStorage } from 'node:async_hooks';

/** `web`: a request; `job`: a background job; `cli`: a command on the server; `start`: the process itself while it starts. */
export type Channel = 'web' | 'job' | 'cli' | 'start';

/** Where what happens now comes from. Holds no personal data and no secret. */
export interface Origin {
  readonly channel: Channel;
  /** Method and path of a request (no query), name of a job or a command. */
  readonly name: string;
  /** The network address of a request, the operating system's account of a command; null for jobs. */
  readonly address: string | null;
  /** The request's id, as answered to its sender and logged; the id of a job. */
  readonly requestId: string | null;
  /** Tells sessions apart without being of use as one: the beginning of the hash of its token. Null: none. */
  readonly session: string | null;
}

const STARTING: Origin = { channel: 'start', name: 'start', address: null, requestId: null, session: null };

const origins = new AsyncLocalStorage<{ origin: Origin }>();

/** Where the current request, job or command comes from. */
export const currentOrigin = (): Origin => origins.getStore()?.origin ?? STARTING;

/** Runs `work`, and everything that it starts, as coming from there. */
export const withOrigin = <T>(origin: Origin, work: () => T): T => origins.run({ origin }, work);

/** Adds the session to the current origin, once it is known whose request it is. Without an origin it does nothing. */
export function rememberSessionMark(session: string): void {
  const current = origins.getStore();
  if (current) current.origin = { ...current.origin, session };
}
