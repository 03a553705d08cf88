import { Controller, Get, Module, Post, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import { ConfigModule } from '../platform/config/config.module.js';
import { readConfig } from '../platform/config/config.js';
import { Database } from '../platform/database/index.js';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { validation } from '../platform/http/validation.js';
import { AccessModule } from './access.module.js';
import { CurrentPrincipal, Demands, Public } from './decorators.js';
import type { Principal } from './domain/index.js';
import { AccessFixture, FixedRegions } from './testing/access-fixture.js';

@Controller('probe')
class ProbeController {
  @Get('public')
  @Public()
  open(): string {
    return 'open';
  }

  @Get('own')
  own(@CurrentPrincipal() principal: Principal): readonly string[] {
    return principal.scope.countyCodes;
  }

  @Post('import')
  @Demands('data.import')
  importData(): string {
    return 'imported';
  }
}

@Module({ imports: [AccessModule], controllers: [ProbeController] })
class ProbeModule {}

@Module({})
class Surroundings {}

const NEW_PASSWORD = 'Sand-storm-2020';

describe('every route', () => {
  let access: AccessFixture;
  let app: INestApplication;
  let first: string;

  beforeEach(async () => {
    access = await AccessFixture.open();
    first = await access.user('wuyuan.clerk');
    const config = readConfig({ DATA_KEY: 'ab'.repeat(32), SECURE_COOKIES: 'true' }, access.dataDir);
    const surroundings = {
      module: Surroundings,
      global: true,
      providers: [
        { provide: Database, useValue: access.database },
        { provide: Clock, useValue: access.clock },
        { provide: RegionSource, useValue: new FixedRegions() },
      ],
      exports: [Database, Clock, RegionSource],
    };
    const testing = await Test.createTestingModule({ imports: [ConfigModule.with(config), surroundings, ProbeModule] }).compile();
    app = testing.createNestApplication({ logger: false });
    app.setGlobalPrefix('api');
    app.useGlobalPipes(validation());
    app.useGlobalFilters(new ProblemFilter());
    await app.init();
  });
  afterEach(async () => {
    await app.close();
    await access.close();
  });

  const http = (): ReturnType<typeof request> => request(app.getHttpServer());

  /** Logs in and returns the cookie as a browser sends it back. */
  const logIn = async (username: string, password: string): Promise<string> => {
    const response = await http().post('/api/session').send({ username, password }).expect(200);
    return response.get('Set-Cookie')?.[0]?.split(';')[0] ?? '';
  };

  const loggedIn = async (): Promise<string> => {
    const cookie = await logIn('wuyuan.clerk', first);
    const body = { currentPassword: first, newPassword: NEW_PASSWORD };
    return cookieOf(await http().post('/api/session/password').set('Cookie', cookie).send(body).expect(204));
  };

  const cookieOf = (response: request.Response): string => response.get('Set-Cookie')?.[0]?.split(';')[0] ?? '';

  it('answers 401 without a session, unless it is public', async () => {
    await http().get('/api/probe/public').expect(200, 'open');
    const { body } = await http().get('/api/probe/own').expect(401);
    expect(body).toMatchObject({ code: 'session-required' });
    await http().get('/api/session').set('Cookie', 'session=forged').expect(401);
  });

  it('answers 403 password-change-required until the first password is changed, but for the session routes', async () => {
    const cookie = await logIn('wuyuan.clerk', first);
    expect((await http().get('/api/probe/own').set('Cookie', cookie).expect(403)).body).toMatchObject({ code: 'password-change-required' });
    expect((await http().get('/api/session').set('Cookie', cookie).expect(200)).body).toMatchObject({ mustChangePassword: true });
    const changed = await http()
      .post('/api/session/password')
      .set('Cookie', cookie)
      .send({ currentPassword: first, newPassword: NEW_PASSWORD })
      .expect(204);
    await http().get('/api/probe/own').set('Cookie', cookie).expect(401);
    await http().get('/api/probe/own').set('Cookie', cookieOf(changed)).expect(200, ['150821']);
  });

  it('answers 403 right-missing to a role without the right', async () => {
    const cookie = await loggedIn();
    await http().post('/api/probe/import').set('Cookie', cookie).expect(201, 'imported');
    expect((await http().get('/api/users').set('Cookie', cookie).expect(403)).body).toMatchObject({ code: 'right-missing' });
  });

  it("changes nothing for another site's page, log-in included", async () => {
    const cookie = await loggedIn();
    const elsewhere = { Cookie: cookie, Origin: 'http://evil.example' };
    expect((await http().post('/api/probe/import').set(elsewhere).expect(403)).body).toMatchObject({ code: 'other-site' });
    await http().post('/api/session').set('Sec-Fetch-Site', 'cross-site').send({ username: 'a', password: 'b' }).expect(403);
  });

  it('gives a cookie that scripts cannot read and other sites do not send, and takes it back at log-out', async () => {
    const response = await http().post('/api/session').send({ username: 'wuyuan.clerk', password: first }).expect(200);
    const [cookie = ''] = response.get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(JSON.stringify(response.body)).not.toContain(cookie.slice(15, 58));
    const sent = cookie.split(';')[0] ?? '';
    expect((await http().delete('/api/session').set('Cookie', sent).expect(204)).get('Set-Cookie')?.[0]).toContain('1970');
    await http().get('/api/session').set('Cookie', sent).expect(401);
    await http().delete('/api/session').expect(204);
  });

  it('lets an administrator create and list users', async () => {
    const password = await access.user('admin', { role: 'administrator', regionCode: '150800' });
    const changed = await http()
      .post('/api/session/password')
      .set('Cookie', await logIn('admin', password))
      .send({ currentPassword: password, newPassword: NEW_PASSWORD })
      .expect(204);
    const cookie = cookieOf(changed);
    const user = { username: 'linhe.clerk', displayName: '临河经办', role: 'county-clerk', regionCode: '150802' };
    const created = await http().post('/api/users').set('Cookie', cookie).send(user).expect(201);
    expect(created.body).toMatchObject({ user: { ...user, mustChangePassword: true }, initialPassword: expect.any(String) });
    expect((await http().get('/api/users').set('Cookie', cookie).expect(200)).body).toHaveLength(3);
    expect(
      (
        await http()
          .post('/api/users')
          .set('Cookie', cookie)
          .send({ ...user, role: 'system' })
          .expect(400)
      ).body,
    ).toMatchObject({
      code: 'fields-invalid',
    });
  });
});
