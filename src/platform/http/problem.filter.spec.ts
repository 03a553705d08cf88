import {
  BadRequestException,
  Controller,
  Get,
  HttpException,
  Module,
  NotFoundException,
  Param,
  PayloadTooLargeException,
  type INestApplication,
} from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { notFound, Problem, staleVersion, type ProblemKind } from '../../kernel/index.js';
import { log } from '../logging/log.js';
import { ProblemFilter } from './problem.filter.js';

const SECRET = '152801197003151231';

const FAILURES: Readonly<Record<string, () => unknown>> = {
  error: () => new Error(`INSERT INTO person VALUES ('${SECRET}')`),
  text: () => SECRET,
  nothing: () => undefined,
  teapot: () => new HttpException(SECRET, 500),
  'bad-request': () => new BadRequestException(SECRET),
  missing: () => new NotFoundException(SECRET),
  'too-large': () => new PayloadTooLargeException(SECRET),
  'body-parser': () => Object.assign(new Error(SECRET), { status: 400 }),
  multer: () => Object.assign(new Error(SECRET), { code: 'LIMIT_FILE_SIZE' }),
  'full-disk': () => Object.assign(new Error(SECRET), { code: 'ENOSPC' }),
  'no-row': () => notFound('该企业'),
  stale: () => staleVersion('该匹配', { version: 3 }),
};

const KINDS: readonly (readonly [ProblemKind, number])[] = [
  ['invalid', 400],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not-found', 404],
  ['conflict', 409],
  ['too-large', 413],
  ['unreadable', 422],
  ['unavailable', 503],
  ['disk-full', 507],
];

@Controller()
class FailingController {
  @Get('fail/:how')
  fail(@Param('how') how: string): never {
    throw FAILURES[how]?.();
  }

  @Get('problem/:kind')
  problem(@Param('kind') kind: ProblemKind): never {
    throw new Problem(kind, 'some-code', '请核对后重试。');
  }
}

@Module({ controllers: [FailingController] })
class FailingModule {}

describe('every failure is answered as problem+json', () => {
  let app: INestApplication;
  const logged: unknown[] = [];

  beforeEach(() => {
    logged.length = 0;
    import.meta.jest.spyOn(log, 'error').mockImplementation((...entry: unknown[]) => void logged.push(entry));
  });
  afterEach(() => import.meta.jest.restoreAllMocks());

  beforeAll(async () => {
    const testing = await Test.createTestingModule({ imports: [FailingModule] }).compile();
    app = testing.createNestApplication({ logger: false });
    app.use((incoming: { id?: string }, _response: unknown, next: () => void) => {
      incoming.id = 'request-1';
      next();
    });
    app.useGlobalFilters(new ProblemFilter());
    await app.init();
  });
  afterAll(() => app.close());

  const get = (path: string): request.Test => request(app.getHttpServer()).get(path);

  it.each(['error', 'text', 'nothing', 'teapot'])(
    'an unexpected failure (%s) gives 500 and tells nothing but the request’s id',
    async (how) => {
      const answer = await get(`/fail/${how}`);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.status).toBe(500);
      expect(answer.body).toEqual({
        type: 'about:blank',
        status: 500,
        code: 'internal',
        title: '系统出现内部错误，请稍后重试；如仍失败，请把请求编号告诉系统管理员。',
        requestId: 'request-1',
      });
    },
  );

  it('of an unexpected failure the log keeps type and place, never its message: that may carry what was being written', async () => {
    await get('/fail/error');
    expect(logged).toEqual([
      [{ requestId: 'request-1', error: { type: 'Error', at: expect.arrayContaining([expect.stringMatching(/^at /)]) } }, 'request failed'],
    ]);
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });

  it('a refusal is no failure of the service and is not logged as one', async () => {
    await get('/fail/no-row');
    expect(logged).toEqual([]);
  });

  it.each(KINDS)('a refusal of the kind %s gives %p with its code and sentence', async (kind, status) => {
    const answer = await get(`/problem/${kind}`);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ type: 'about:blank', status, code: 'some-code', title: '请核对后重试。', requestId: 'request-1' });
  });

  it('a refusal carries its details', async () => {
    expect((await get('/fail/stale')).body).toMatchObject({ status: 409, code: 'stale-version', details: { current: { version: 3 } } });
  });

  it('a row that is not there and a page that is not there are both 404', async () => {
    expect((await get('/fail/no-row')).body).toMatchObject({ status: 404, code: 'not-found', title: '没有找到该企业，请刷新列表后重试。' });
    expect((await get('/nowhere')).body).toMatchObject({ status: 404, code: 'not-found', title: '没有找到您要的内容，请检查地址。' });
  });

  it.each<[string, number, string]>([
    ['bad-request', 400, 'request-invalid'],
    ['body-parser', 400, 'request-invalid'],
    ['missing', 404, 'not-found'],
    ['too-large', 413, 'body-too-large'],
    ['multer', 413, 'body-too-large'],
    ['full-disk', 507, 'disk-full'],
  ])('what a library refuses (%s) gives %p in our words, not its own', async (how, status, code) => {
    const answer = await get(`/fail/${how}`);
    expect(answer.body).toMatchObject({ status, code, title: expect.stringMatching(/^[\u4e00-\u9fff，。（）A-Z_]+$/) });
    expect(answer.text).not.toContain(SECRET);
  });
});
