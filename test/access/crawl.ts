import type { ApiClient } from '../support/api-client.js';
import { unzipped } from '../support/archives.js';
import { ask, filled, type RawAnswer, type Things } from './ask.js';
import { cityOf, COUNTIES, isBelow } from './places.js';
import type { TableRoute } from './table.js';

/** Routes that tell of the interface only; and one that starts a process of its own, of which the table asks enough. */
const NOT_READ = /^(GET \/api\/docs|GET \/$|ALL |GET \/api\/imports\/:id\/error-workbook)/;

export interface Read {
  readonly path: string;
  readonly answer: RawAnswer;
}

/** Everything that can be read with the things of a place, lists unfiltered: what a user sees who looks at all there is. */
export async function readEverything(user: ApiClient, table: readonly TableRoute[], things: Things): Promise<Read[]> {
  const read: Read[] = [];
  for (const { route, ask: asked } of table) {
    if (!route.startsWith('GET ') || NOT_READ.test(route)) continue;
    const path = filled(asked.replace(/([?&])county=\{county\}/, '$1'), things, 0);
    read.push({ path, answer: await ask(user, { method: 'GET', path }) });
  }
  return read;
}

/** The canaries of an answer that whoever works for `regionCode` must not see: of every county that is neither theirs nor below. */
export async function foreignCanaries(answer: RawAnswer, regionCode: string): Promise<string[]> {
  const foreign = COUNTIES.filter(({ code }) => !isBelow(code, regionCode)).map(({ canary }) => canary);
  const text = `${answer.headers}\n${await textOf(answer.bytes)}`;
  return foreign.filter((canary) => text.includes(canary));
}

/** Codes of another city's counties: they stand in what has no words, such as the keys of jobs. An answer to who asked for one may repeat it. */
export async function foreignCodes(answer: RawAnswer, regionCode: string): Promise<string[]> {
  const foreign = COUNTIES.map(({ code }) => code).filter((code) => cityOf(code) !== cityOf(regionCode));
  const text = await textOf(answer.bytes);
  return foreign.filter((code) => new RegExp(`(?<!\\d)${code}(?!\\d)`).test(text));
}

/** All text of an answer: of an archive or workbook every member, down to workbooks in archives, and the names of the members. */
async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return bytes.toString('utf8');
  const texts: string[] = [];
  for (const [name, member] of await unzipped(bytes)) texts.push(name, await textOf(member));
  return texts.join('\n');
}

/** What a JSON answer says, but for the number of the request; undefined for files and streams. */
export function saying({ path, answer }: Read): readonly [string, string] | undefined {
  if (!/content-type: application\/(problem\+)?json/.test(answer.headers)) return undefined;
  return [path, answer.bytes.toString('utf8').replace(/"requestId":"[^"]*"/, '')];
}
