import { readRobotAnswer, robotBody } from './robot-protocol.js';

const text = { title: '【报送提醒】标题', lines: ['甲，您好：', '1. 一行'] };

describe('the protocol of group robots', () => {
  it('sends markdown as 企业微信 and 钉钉 want it', () => {
    const markdown = '### 【报送提醒】标题\n\n甲，您好：\n\n1. 一行';
    expect(robotBody('wecom', text)).toEqual({ msgtype: 'markdown', markdown: { content: markdown } });
    expect(robotBody('dingtalk', text)).toEqual({ msgtype: 'markdown', markdown: { title: '【报送提醒】标题', text: markdown } });
  });

  it('keeps within 4096 bytes by whole lines and says that there is more', () => {
    const long = { ...text, lines: Array.from({ length: 100 }, (_, i) => `${i}. ${'旗'.repeat(30)}`) };
    const { content } = (robotBody('wecom', long) as { markdown: { content: string } }).markdown;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
    expect(content).toMatch(/……其余请登录系统查看。$/);
    expect(content).not.toMatch(/(?<!旗)旗{1,29}\n/);
  });

  it.each([
    [200, '{"errcode":0,"errmsg":"ok"}', { kind: 'sent' }],
    [200, '{"errcode":45009,"errmsg":"api freq out of limit"}', { kind: 'refused', code: 'robot-45009', permanent: false }],
    [200, '{"errcode":93000,"errmsg":"invalid webhook url"}', { kind: 'refused', code: 'robot-93000', permanent: true }],
    [200, '<html>请登录</html>', { kind: 'refused', code: 'webhook-answer-invalid', permanent: true }],
    [200, '{"errcode":"x"}', { kind: 'refused', code: 'webhook-answer-invalid', permanent: true }],
    [302, '', { kind: 'refused', code: 'http-302', permanent: true }],
    [404, '', { kind: 'refused', code: 'http-404', permanent: true }],
    [429, '', { kind: 'refused', code: 'http-429', permanent: false }],
    [503, '', { kind: 'refused', code: 'http-503', permanent: false }],
    [504, '', { kind: 'unknown', code: 'http-504' }],
  ])('reads %d %s', (status, body, outcome) => expect(readRobotAnswer(status, body)).toEqual(outcome));
});
