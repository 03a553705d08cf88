import { foldText, Problem } from '../../kernel/index.js';

const USERNAME = /^[a-z][a-z0-9._-]{1,31}$/;

/** One spelling for what a person types: no blanks around it, half width, lower case. */
export const foldUsername = (typed: string): string => foldText(typed).toLowerCase();

/** Reads the name of a new account. Throws Problem `username-malformed`. */
export function readUsername(typed: string): string {
  const username = foldUsername(typed);
  if (USERNAME.test(username)) return username;
  throw new Problem('invalid', 'username-malformed', '用户名应为 2–32 位，以字母开头，只含字母、数字、点、下划线和连字符。');
}
