import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** An answer as it came: `body` is what JSON says, undefined where there is none. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly contentType: string;
  readonly body: T;
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Download {
  readonly fileName: string;
  readonly bytes: Buffer;
}

export const uploadOf = async (file: string): Promise<Upload> => ({ name: basename(file), bytes: new Uint8Array(await readFile(file)) });

/** A request that changed something, or may have: it was not a reading one, and it succeeded. */
export interface MadeChange {
  readonly address: string;
  readonly method: string;
  readonly path: string;
}

const changes: MadeChange[] = [];

/** What was changed through this application, in this test file. */
export const changesThrough = (address: string): readonly MadeChange[] => changes.filter((change) => change.address === address);

/** A user's browser, as far as the API can tell: keeps the session cookie. */
export class ApiClient {
  private cookie = '';

  constructor(readonly address: string) {}

  /** For requests that are made by hand. */
  get sessionCookie(): string {
    return this.cookie;
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<Answer<T>> {
    return this.send('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  put<T>(path: string, body: object): Promise<Answer<T>> {
    return this.send('PUT', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  patch<T>(path: string, body: object): Promise<Answer<T>> {
    return this.send('PATCH', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  delete<T>(path: string): Promise<Answer<T>> {
    return this.send('DELETE', path);
  }

  /** POST /api/imports as a form, the way a browser sends it. */
  import<T>(file: Upload | undefined, fields: Readonly<Record<string, string>>): Promise<Answer<T>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (file) form.set('file', new Blob([file.bytes]), file.name);
    return this.send('POST', '/api/imports', { body: form });
  }

  download(path: string): Promise<Download> {
    return this.fileFrom('GET', path);
  }

  /** For files whose download is counted. */
  downloadByPost(path: string): Promise<Download> {
    return this.fileFrom('POST', path);
  }

  private async fileFrom(method: string, path: string): Promise<Download> {
    const response = await this.fetch(method, path);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${bytes.toString('utf8')}`);
    const name = /filename\*=UTF-8''(\S+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '';
    return { fileName: decodeURIComponent(name), bytes };
  }

  /** Logs in and keeps the session. */
  async logIn<T>(username: string, password: string): Promise<Answer<T>> {
    return this.post('/api/session', { username, password });
  }

  private async send<T>(method: string, path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const response = await this.fetch(method, path, init);
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  private async fetch(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.address + path, { ...init, method, headers: { ...init.headers, cookie: this.cookie } });
    if (response.ok && method !== 'GET') changes.push({ address: this.address, method, path: path.split('?')[0] ?? path });
    const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('session='));
    if (set !== undefined) this.cookie = set.slice(0, set.indexOf(';'));
    return response;
  }
}

/** The body of an answer that must have succeeded. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, body: found } = await answer;
  if (status >= 200 && status < 300) return found;
  throw new Error(`${status} ${JSON.stringify(found)}`);
}

/** What every failure looks like (RFC 9457). */
export interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CHINESE_SENTENCE = /\p{Script=Han}.*。$/su;

/** Expects a refusal with a status and a code, a Chinese sentence and a request id, and returns it. */
export async function expectRefusal(answer: Promise<Answer>, status: number, code: string): Promise<ProblemBody> {
  const { status: actual, contentType, body: found } = await answer;
  expect({ status: actual, body: found }).toMatchObject({
    status,
    body: { status, code, title: expect.stringMatching(CHINESE_SENTENCE), requestId: expect.stringMatching(UUID) },
  });
  expect(contentType).toMatch(/^application\/problem\+json/);
  return found as ProblemBody;
}
