import { setTimeout as delay } from 'node:timers/promises';
import { linesOf } from './lines.js';

async function* pieces(text: string, size: number): AsyncGenerator<Buffer, void> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function lines(text: string, size: number): Promise<string[]> {
  const asked = linesOf(pieces(text, size));
  // Whoever restores first opens a database.
  await delay(5);
  const found: string[] = [];
  for await (const line of asked) found.push(line);
  return found;
}

describe('the lines of a dump', () => {
  it.each([1, 2, 3, 7, 1_000])(
    'come whole and in order out of pieces of %p bytes, the first too, also where a piece ends within a character',
    async (size) => {
      expect(await lines('{"table":"企业"}\n["一"]\n\n["二"]\n', size)).toEqual(['{"table":"企业"}', '["一"]', '', '["二"]']);
    },
  );

  it('may lack the last end', async () => {
    expect(await lines('a\nb', 1)).toEqual(['a', 'b']);
    expect(await lines('', 1)).toEqual([]);
  });
});
