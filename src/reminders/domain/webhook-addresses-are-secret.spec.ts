import { maskWebhookUrl, readWebhookUrl } from './index.js';

const WECOM = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=geheim-123';

describe('the address of a group robot', () => {
  it('is taken as copied and shown without its secret', () => {
    expect(readWebhookUrl(` ${WECOM} `, [])).toBe(WECOM);
    expect(maskWebhookUrl(WECOM)).toBe('https://qyapi.weixin.qq.com/****');
  });

  it.each([
    ['no address', 'geheim', 'webhook-url-invalid'],
    ['a file', 'file:///geheim', 'webhook-url-invalid'],
    ['a name and password inside', 'https://user:geheim@qyapi.weixin.qq.com/', 'webhook-url-invalid'],
    ['plain http', 'http://qyapi.weixin.qq.com/?key=geheim', 'webhook-not-https'],
  ])('is refused with %s, without being repeated', (_what, typed, code) => {
    expect(() => readWebhookUrl(typed, ['robot.intranet'])).toThrow(
      expect.objectContaining({ code, message: expect.not.stringContaining('geheim') }),
    );
  });

  it('may be plain http on a host that the configuration names', () => {
    expect(readWebhookUrl('http://robot.intranet:8080/send', ['robot.intranet'])).toBe('http://robot.intranet:8080/send');
  });
});
