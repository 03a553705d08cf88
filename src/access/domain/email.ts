import { foldText, Problem } from '../../kernel/index.js';

const MAX_LENGTH = 254;
/** One mailbox, nothing else: no display name, no list, no quoting. */
const EMAIL = /^[\w.+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/i;

/** Reads an e-mail address as typed; nothing typed is none. Throws Problem `email-malformed`, which does not repeat the text. */
export function readEmail(typed: string | null): string | null {
  const email = foldText(typed ?? '');
  if (email === '') return null;
  if (email.length <= MAX_LENGTH && EMAIL.test(email)) return email;
  throw new Problem('invalid', 'email-malformed', '邮箱地址格式不正确，应写成 name@example.gov.cn 的样子，只填一个。');
}
