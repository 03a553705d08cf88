import createClient from 'openapi-fetch';
import { problemOf, unreachable } from './problem';
import { sessionRenewed } from './renewal';
import type { components, paths } from './schema';

/** The shapes that the API speaks in: `Schemas['BatchView']`. */
export type Schemas = components['schemas'];

const SESSION = '/api/session';

/** Sends a request; where the session has ended meanwhile, again after the log-in. The cookie and the browser's own headers are all that the service wants. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request).catch((error: unknown) => {
    throw isAbort(error) ? error : unreachable();
  });
  if (response.ok) return response;
  if (await hasEnded(request, response)) {
    if (await sessionRenewed()) return send(again);
  }
  throw await problemOf(response);
}

/** Refusals of the log-in itself are its own business. */
async function hasEnded({ url }: Request, response: Response): Promise<boolean> {
  if (response.status !== 401 || new URL(url).pathname === SESSION) return false;
  return (await problemOf(response.clone())).code === 'session-required';
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** The API, typed by openapi.json. Failures are thrown as `ApiProblem`; see `answer`. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

/** The body of an answer: `await answer(api.GET('/api/imports', …))`. */
export async function answer<T>(request: Promise<{ data?: T; response: Response }>): Promise<T> {
  // Failures were thrown on the way: an answer without a body is one of 204, whose type is undefined.
  return (await request).data as T;
}
