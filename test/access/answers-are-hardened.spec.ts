import { connect } from 'node:net';
import { body, expectRefusal } from '../support/api-client.js';
import { Installation } from '../support/installation.js';
import type { Application } from '../support/processes.js';
import { administratorOf } from '../support/users.js';

describe('every answer over HTTP', () => {
  let installation: Installation;
  let application: Application;
  beforeAll(async () => {
    installation = await Installation.create('sqlite');
    application = await installation.start({ REQUESTS_PER_MINUTE: '60' });
  });
  afterAll(() => installation.drop());

  const get = (path: string): Promise<Response> => fetch(application.address + path, { redirect: 'manual' });
  const post = (type: string, content: string): Promise<Response> =>
    fetch(`${application.address}/api/session`, { method: 'POST', headers: { 'content-type': type }, body: content });

  it.each(['/health', '/api/session', '/api/docs', '/api/nowhere', '/', '/imports/12'])(
    '%s carries the headers that keep a browser on its guard',
    async (path) => {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none';script-src 'self';script-src-attr 'none';/);
      expect(policy.replace(/style-src [^;]*/, '')).not.toMatch(/unsafe|https?:|\*/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=(), ');
      expect(headers.get('x-powered-by')).toBeNull();
      // Over plain HTTP nobody is sent to HTTPS.
      expect([headers.get('strict-transport-security'), policy.includes('upgrade-insecure-requests')]).toEqual([null, false]);
    },
  );

  it('for a file that does not exist allows a browser nothing at all', async () => {
    const { status, headers } = await get('/assets/nowhere.js');
    expect([status, headers.get('content-security-policy'), headers.get('x-content-type-options')]).toEqual([
      404,
      "default-src 'none'",
      'nosniff',
    ]);
  });

  it('outside of the API is the application, whatever page of it is asked for; its hashed files may be kept for ever', async () => {
    const page = await get('/imports/12');
    const html = await page.text();
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    const script = /<script type="module"[^>]* src="(\/assets\/[^"]+)"/.exec(html)?.[1] ?? '';
    const asset = await get(script);
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|https?:/);
  });

  it('of the API is kept by no browser and no proxy', async () => {
    for (const path of ['/api/session', '/api/nowhere']) expect((await get(path)).headers.get('cache-control')).toBe('no-store');
    expect((await get('/api/docs')).headers.get('cache-control')).toBeNull();
  });

  it('of the API’s own pages needs no inline script', async () => {
    const html = await (await get('/api/docs')).text();
    const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, content] of scripts) expect([attributes, content?.trim()]).toEqual([expect.stringContaining('src='), '']);
    expect(html).not.toMatch(/\son\w+=/);
  });

  it.each([
    ['too long', 'application/json', JSON.stringify({ username: 'x'.repeat(300_000), password: 'y' }), 413, 'body-too-large'],
    ['no JSON', 'application/json', '{"username":', 400, 'request-invalid'],
    ['in an unknown character set', 'application/json; charset=utf-99', '{}', 400, 'request-invalid'],
    ["a form of another site's page", 'application/x-www-form-urlencoded', 'username=admin&password=x', 400, 'fields-invalid'],
    ['JSON that says it is text', 'text/plain', '{"username":"admin","password":"x"}', 400, 'fields-invalid'],
  ])('to a body that is %s is a refusal without a trace of the program', async (_what, type, content, status, code) => {
    const response = await post(type, content);
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toEqual([status, expect.objectContaining({ code, requestId: expect.any(String) })]);
    expect(text).not.toMatch(/node_modules|\.js:|at \w+ \(|Error/);
  });

  it.each([
    ['headers without end', 'GET /health HTTP/1.1\r\n' + 'X-Long: ' + 'a'.repeat(40_000), 431],
    ['a request that is none', 'NONSENSE\r\n\r\n', 400],
  ])('to %s is short', async (_what, sent, status) => {
    const { hostname, port } = new URL(application.address);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => socket.write(sent));
      socket.on('data', (data) => (text += data.toString())).on('error', () => undefined);
      socket.once('close', () => resolve(text));
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.length).toBeLessThan(200);
  });

  it('comes only so often: the next one says when to ask again; other senders go on', async () => {
    const administrator = await administratorOf(application);
    let answer = await get('/health');
    for (let i = 0; i < 100 && answer.status !== 429; i++) answer = await get('/health');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({
      code: 'too-many-requests',
      title: expect.stringMatching(/^操作过于频繁，请 \d+ 秒后再试。$/),
    });
    await body(administrator.get('/api/session'));
    for (let i = 0; i < 60; i++) await administrator.get('/api/session');
    await expectRefusal(administrator.get('/api/session'), 429, 'too-many-requests');
  });
});

describe('behind HTTPS', () => {
  it('browsers are told to stay there, and the cookie belongs to this host alone', async () => {
    const installation = await Installation.create('sqlite');
    try {
      const { address, initialPassword } = await installation.start({ SECURE_COOKIES: 'true' });
      const response = await fetch(`${address}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'admin', password: initialPassword }),
      });
      expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
      expect(response.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
      const [cookie = ''] = response.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      const sent = { cookie: cookie.split(';')[0] ?? '' };
      expect((await fetch(`${address}/api/session`, { headers: sent })).status).toBe(200);
    } finally {
      await installation.drop();
    }
  });
});
