import type { ApiClient } from '../support/api-client.js';

/** Things of a place by the words that the table uses for them; a list has one for each asker. */
export type Things = Readonly<Record<string, string | number | readonly (string | number)[]>>;

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: string | undefined;
  readonly form?: string | undefined;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly bytes: Buffer;
}

/** Puts the things of a place in the place of `{words}`. Throws where the place has no such thing. */
export function filled(text: string, things: Things, position: number): string {
  return text.replace(/\{(\w+)\}/g, (_match, word: string) => {
    const thing = things[word];
    if (thing === undefined) throw new Error(`The world has no {${word}} here; see test/access/world.ts.`);
    if (typeof thing === 'string' || typeof thing === 'number') return String(thing);
    return String(thing[position % thing.length]);
  });
}

/** One request and its whole answer, whatever it is; of a stream of events only how it begins. */
export async function ask(user: ApiClient, request: Request, file?: { readonly name: string; readonly text: string }): Promise<RawAnswer> {
  const stop = new AbortController();
  const response = await fetch(user.address + request.path, {
    method: request.method === 'ALL' ? 'GET' : request.method,
    redirect: 'manual',
    signal: stop.signal,
    headers: {
      cookie: user.sessionCookie,
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...sent(request, file),
  });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${decoded(value)}`).join('\n');
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    const first = await response.body?.getReader().read();
    stop.abort();
    return { status: response.status, headers, bytes: Buffer.from(first?.value ?? []) };
  }
  return { status: response.status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

function sent({ body, form }: Request, file: { readonly name: string; readonly text: string } | undefined): RequestInit {
  if (body !== undefined) return { body };
  if (form === undefined) return {};
  const data = new FormData();
  for (const [name, value] of Object.entries(JSON.parse(form) as Record<string, string>)) data.set(name, value);
  if (file) data.set('file', new Blob([file.text]), file.name);
  return { body: data };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
