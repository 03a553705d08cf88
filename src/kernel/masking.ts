import { readIdNumber } from './id-number.js';

const HIDDEN = '*';

/** How an identity number is shown where nobody has asked for it with a reason: 152801********1234. What is shorter shows its first digit only. */
export const maskIdNumber = (number: string): string =>
  number.length < 15 ? maskName(number) : number.slice(0, 6) + HIDDEN.repeat(number.length - 10) + number.slice(-4);

/** 张三 -> 张*. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = name;
  return first + HIDDEN.repeat(rest.length);
};

/** A mobile telephone's number: 138****1234. */
export const maskPhone = (number: string): string => `${number.slice(0, 3)}${HIDDEN.repeat(4)}${number.slice(-4)}`;

/** Seventeen digits with a day in their midst and a check character, which stand by themselves. */
const LIKE_ID_NUMBER = /(?<![0-9A-Za-z])[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g;

/** A text in which every identity number is masked. Other numbers of 18 digits stay: their check character does not fit. */
export const maskIdNumbersIn = (text: string): string =>
  text.replace(LIKE_ID_NUMBER, (number) => (readIdNumber(number).ok ? maskIdNumber(number) : number));

/** What has the shape of an ID or mobile number, whether it is right or not. */
const SHAPES: readonly (readonly [RegExp, (number: string) => string])[] = [
  [/\d{17}[\dXx]|\d{15}/g, maskIdNumber],
  [/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskPhone],
];

/** Whatever in a text has the shape of an ID number or a mobile number, masked: where nothing may be told, rather too much than too little. */
export const maskNumbersIn = (text: string): string => SHAPES.reduce((masked, [shape, mask]) => masked.replace(shape, mask), text);

/** An e-mail address: z***@example.cn. */
export function maskEmail(email: string): string {
  const at = email.indexOf('@');
  return at < 1 ? HIDDEN.repeat(3) : `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** The values of a record with the identity numbers in its texts masked: for columns that are not sealed, where none belongs and people type one. */
export const withoutIdNumbers = <T extends object>(values: T): T =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? maskIdNumbersIn(value) : (value as unknown)]),
  ) as T;
