const ID_NUMBERS = /\d{17}[\dXx]|\d{15}/g;
const MOBILE_NUMBERS = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const HIDDEN = '*';

/** Whatever in a text has the shape of an ID number or a mobile telephone number, masked: 152801********1231, 138****1234. */
export function maskNumbers(text: string): string {
  return text
    .replace(ID_NUMBERS, (number) => number.slice(0, 6) + HIDDEN.repeat(number.length - 10) + number.slice(-4))
    .replace(MOBILE_NUMBERS, (number) => `${number.slice(0, 3)}****${number.slice(-4)}`);
}

/** A person's name as the trail may hold it: 张*, 张**. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.trim();
  return first + HIDDEN.repeat(rest.length);
}

/** An e-mail address as the trail may hold it: z***@example.cn. */
export function maskEmail(email: string): string {
  const at = email.indexOf('@');
  return at < 1 ? HIDDEN.repeat(3) : `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** Text that every database gives back as it was: halves of characters become U+FFFD. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
