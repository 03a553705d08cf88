import { pinyin } from 'pinyin-pro';
import type { RegionTree } from '../../kernel/index.js';
import type { UserAccount } from './account.js';

const MIN_LENGTH = 3;

/** What a guesser would try who knows the user and the place: the user name, the name in pinyin, the regions above towns. */
export function ownWords(account: Pick<UserAccount, 'username' | 'displayName'>, regions: RegionTree): ReadonlySet<string> {
  const places = regions.regions
    .filter(({ level }) => level !== 'town')
    .flatMap(({ name, aliases }) => [name, name.slice(0, -1), ...aliases]);
  const words = [
    account.username,
    ...account.username.split(/[._-]/),
    account.displayName.toLowerCase(),
    ...[account.displayName, ...places].flatMap(inPinyin),
  ];
  return new Set(words.filter((word) => word.length >= MIN_LENGTH));
}

/** 五原 as wuyuan and wy; 张三丰 also as zhangsf. */
function inPinyin(text: string): string[] {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true }).map((syllable) => syllable.toLowerCase());
  const initials = syllables.map((syllable) => syllable.slice(0, 1));
  return [syllables.join(''), initials.join(''), [syllables[0] ?? '', ...initials.slice(1)].join('')];
}
