import type { WebhookFormat } from '../../platform/config/config.js';
import { markdownText, type MessageText, type SendOutcome } from '../domain/index.js';

/** 企业微信: markdown.content takes 4096 bytes; 钉钉 asks for less than 20000 bytes. */
const MAX_BYTES: Readonly<Record<WebhookFormat, number>> = { wecom: 4096, dingtalk: 18_000 };

/** The body of a robot's markdown message. */
export function robotBody(format: WebhookFormat, text: MessageText): object {
  const markdown = markdownText(withinBytes(text, MAX_BYTES[format]));
  return format === 'wecom'
    ? { msgtype: 'markdown', markdown: { content: markdown } }
    : { msgtype: 'markdown', markdown: { title: text.title, text: markdown } };
}

/** Whole lines only; what is left out is said. */
function withinBytes(text: MessageText, bytes: number): MessageText {
  for (let kept = text.lines.length; kept > 0; kept -= 1) {
    const lines = kept === text.lines.length ? text.lines : [...text.lines.slice(0, kept), '……其余请登录系统查看。'];
    if (Buffer.byteLength(markdownText({ ...text, lines })) <= bytes) return { ...text, lines };
  }
  return { ...text, lines: ['请登录系统查看。'] };
}

/** Robots answer 200 with an `errcode`; these say that the address or the robot's settings are wrong. */
const WRONG_SETTINGS: readonly number[] = [93000, 93008, 300001, 310000, 400013, 400102];
const PASSING_STATUS: readonly number[] = [408, 425, 429, 500, 503];
/** A gateway that gave up waiting: the robot behind it may have taken the message. */
const UNKNOWN_STATUS: readonly number[] = [502, 504];

export function readRobotAnswer(status: number, body: string): SendOutcome {
  if (UNKNOWN_STATUS.includes(status)) return { kind: 'unknown', code: `http-${status}` };
  if (status !== 200) return { kind: 'refused', code: `http-${status}`, permanent: !PASSING_STATUS.includes(status) };
  const errcode = errcodeOf(body);
  if (errcode === 0) return { kind: 'sent' };
  if (errcode === undefined) return { kind: 'refused', code: 'webhook-answer-invalid', permanent: true };
  return { kind: 'refused', code: `robot-${errcode}`, permanent: WRONG_SETTINGS.includes(errcode) };
}

function errcodeOf(body: string): number | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    const has = typeof answer === 'object' && answer !== null && 'errcode' in answer;
    return has && Number.isInteger(answer.errcode) ? Number(answer.errcode) : undefined;
  } catch {
    return undefined;
  }
}
