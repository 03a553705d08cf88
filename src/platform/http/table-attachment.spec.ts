import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, type INestApplication, type StreamableFile } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Problem } from '../../kernel/index.js';
import { TableFile, type Column } from '../files/table/index.js';
import { ProblemFilter } from './problem.filter.js';
import { tableAttachment } from './table-attachment.js';

/** Rows that no compression makes small, so that they do not fit into the buffers between two programs. */
const noise = (): string => Array.from({ length: 20 }, () => Math.random().toString(36).slice(2)).join('');

const COLUMNS: readonly Column<string>[] = [{ header: '内容', width: 20, kind: 'text', value: (row) => row }];

let [asked, ended] = [0, false];

/** Counts who asks, notes who stops; fails after so many rows. */
async function* rows(failsAfter: number): AsyncGenerator<string> {
  try {
    for (asked = 0; asked < failsAfter; asked++) yield noise();
    throw new Problem('conflict', 'links-changed', '导出期间重新匹配了一次，请重新导出。');
  } finally {
    ended = true;
  }
}

const attached = (name: string, of: AsyncIterable<string> | string[]): Promise<StreamableFile> =>
  tableAttachment(TableFile.of(name, { columns: COLUMNS, rows: of }));

@Controller()
class Downloads {
  @Get('whole')
  whole(): Promise<StreamableFile> {
    return attached('匹配结果_临河区', ['甲', '乙']);
  }

  @Get('fails-at-once')
  failsAtOnce(): Promise<StreamableFile> {
    return attached('表', rows(0));
  }

  @Get('fails-midway')
  failsMidway(): Promise<StreamableFile> {
    return attached('表', rows(20_000));
  }

  @Get('endless')
  endless(): Promise<StreamableFile> {
    return attached('表', rows(Infinity));
  }
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) if (await isSo()) return;
  throw new Error('Waited in vain.');
}

describe('a table that is downloaded while it is being made', () => {
  let app: INestApplication;
  let address: string;
  beforeAll(async () => {
    app = (await Test.createTestingModule({ controllers: [Downloads] }).compile()).createNestApplication();
    app.useGlobalFilters(new ProblemFilter());
    await app.listen(0, '127.0.0.1');
    address = await app.getUrl();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    [asked, ended] = [0, false];
  });

  it('is an .xlsx under its Chinese name, whole', async () => {
    const response = await fetch(`${address}/whole`);
    expect(response.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(disposition)).toBe(`attachment; filename="download"; filename*=UTF-8''匹配结果_临河区.xlsx`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(bytes.readUInt32LE(bytes.length - 22)).toBe(0x06054b50);
  });

  it('is a problem where it fails at once', async () => {
    const response = await fetch(`${address}/fails-at-once`);
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ code: 'links-changed' });
  });

  it('breaks off where it fails midway: no browser takes it for whole', async () => {
    const response = await fetch(`${address}/fails-midway`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBeNull();
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
  });

  it('asks for rows no faster than the client takes them, and ends them when it goes away', async () => {
    const client = new AbortController();
    const response = await fetch(`${address}/endless`, { signal: client.signal });
    expect(response.status).toBe(200);
    await eventually(async () => {
      const before = asked;
      await pause(300);
      return before > 0 && asked === before;
    });
    expect(ended).toBe(false);
    client.abort();
    await eventually(async () => {
      await pause(50);
      return ended;
    });
  });
});
