import { Problem } from '../../kernel/index.js';

/** Reads where a robot listens. Throws Problem `webhook-url-invalid` or `webhook-not-https`; neither repeats the address, which holds a secret. */
export function readWebhookUrl(typed: string, privateHosts: readonly string[]): string {
  const text = typed.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.hostname === '' || url.username !== '' || url.password !== '')
    throw new Problem('invalid', 'webhook-url-invalid', '机器人地址不正确，请从企业微信或钉钉的群机器人设置中完整复制。');
  if (url.protocol !== 'https:' && !privateHosts.includes(url.hostname))
    throw new Problem('invalid', 'webhook-not-https', '机器人地址应以 https:// 开头；内网机器人请先由运维人员写入 WEBHOOK_PRIVATE_HOSTS。');
  return url.href;
}

/** What screens show of an address: where it leads, nothing of its secret. */
export const maskWebhookUrl = (url: string): string => `${new URL(url).origin}/****`;
