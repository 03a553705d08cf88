/** What file systems and headers cannot take, and what makes a name look like another: control, formatting (direction) and lone surrogate characters. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const FORBIDDEN = /[<>:"/\\|?*]/g;
const MAX_LENGTH = 150;

/**
 * A name under which a file may be kept or offered on any system, from one that somebody else chose: without a path, at most 150 characters, its ending kept.
 * `未命名` where nothing is left.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = trimmed(last.replace(UNFIT, '').normalize('NFC').replace(FORBIDDEN, '_'));
  if (clean === '') return '未命名';
  const characters = [...clean];
  if (characters.length <= MAX_LENGTH) return clean;
  const ending = /\.[^.\s]{1,10}$/.exec(clean)?.[0] ?? '';
  return trimmed(characters.slice(0, MAX_LENGTH - ending.length).join('')) + ending;
}

const trimmed = (text: string): string => text.replace(/^[.\s]+|[.\s]+$/g, '');
