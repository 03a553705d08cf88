import { isCounty, type Region, type RegionLevel, type RegionTree } from '../../kernel/index.js';
import { foldName } from './normalise.js';
import { MisspeltNames } from './misspelt-names.js';

const DIVISION_WORD = /(?:特别行政区|自治[区州县旗]|苏木|街道|[省市盟区县旗镇乡])$/;
/** The statistical code lists farms and companies among the towns; these are enterprises, not regions of a name. */
const NO_REGION = /(?:公司|中心|场|办事处)$/;
const ONLY_HAN = /^[\u3400-\u9fff]{2,}$/;
const DEPTH: Readonly<Record<RegionLevel, number>> = { province: 0, city: 1, county: 2, zone: 3, town: 4 };

export interface PeeledRegions {
  /** From outer to inner; each lies within the one before. */
  readonly regions: readonly Region[];
  readonly rest: string;
}

interface Entry {
  readonly region: Region;
  /** A short town name of two characters is also a frequent 字号 (新华, 团结): it counts only behind its county or city. */
  readonly needsContext: boolean;
}

/** The region names that open an enterprise's name: official, short, historical and misspelt ones of the installation's own divisions. */
export class RegionGazetteer {
  private readonly entries = new Map<string, Entry[]>();
  private readonly chains = new Map<string, ReadonlySet<string>>();
  private readonly misspelt = new MisspeltNames<Entry>();
  private longest = 2;

  constructor(private readonly tree: RegionTree) {
    const usable = tree.regions.filter((region) => !NO_REGION.test(region.name));
    for (const region of usable) {
      for (const name of new Set([region.name, ...region.aliases].map(foldName))) this.add(name, { region, needsContext: false });
    }
    const stated = new Set(this.entries.keys());
    for (const region of usable) {
      const short = foldName(region.name).replace(DIVISION_WORD, '');
      if (!stated.has(short)) this.add(short, { region, needsContext: region.level === 'town' && short.length < 3 });
    }
  }

  /** Takes the regions off the front, outermost first, as long as they are consistent and `mayPeel` accepts what would be left. */
  peel(text: string, mayPeel: (rest: string) => boolean): PeeledRegions {
    const regions: Region[] = [];
    let rest = text;
    for (let found = this.next(rest, regions, mayPeel); found !== null; found = this.next(rest, regions, mayPeel)) {
      regions.push(found.region);
      rest = rest.slice(found.length);
    }
    return { regions, rest };
  }

  /** The region that a whole text names, alone or after its outer regions; null for any other text. */
  exactly(text: string): Region | null {
    const { regions, rest } = this.peel(text, () => true);
    return rest === '' ? (regions.at(-1) ?? null) : null;
  }

  /** The codes among `codes` that contain none of the others, sorted: one for a consistent name. */
  deepest(codes: readonly string[]): string[] {
    const distinct = [...new Set(codes)];
    return distinct.filter((code) => !distinct.some((other) => other !== code && this.contains(code, other))).sort();
  }

  contains(outer: string, inner: string): boolean {
    return this.chain(inner).has(outer);
  }

  /** The county that a region is or lies in; null for cities and provinces. */
  countyOf(code: string): string | null {
    return this.tree.ancestry(code).find(isCounty)?.code ?? null;
  }

  nameOf(code: string): string {
    return this.tree.get(code)?.name ?? code;
  }

  /** The division itself and all above it. */
  chain(code: string): ReadonlySet<string> {
    const known = this.chains.get(code);
    if (known) return known;
    const chain = new Set([code, ...this.tree.ancestry(code).map((region) => region.code)]);
    this.chains.set(code, chain);
    return chain;
  }

  private add(name: string, entry: Entry): void {
    if (!ONLY_HAN.test(name)) return;
    this.longest = Math.max(this.longest, name.length);
    if (entry.region.level !== 'town') this.misspelt.add(name, entry);
    this.entries.set(name, [...(this.entries.get(name) ?? []), entry]);
  }

  /** The longest fitting name at the front. A shorter one is not tried where it would cut a name in two (临河 out of 临河区). */
  private next(text: string, before: readonly Region[], mayPeel: (rest: string) => boolean): { region: Region; length: number } | null {
    for (let length = Math.min(this.longest, text.length); length > 1; length -= 1) {
      const entries = this.entries.get(text.slice(0, length));
      const region = entries ? this.choose(entries, before.at(-1)) : null;
      if (region === null) continue;
      return mayPeel(text.slice(length)) ? { region, length } : null;
    }
    return this.nextMisspelt(text, before, mayPeel);
  }

  private nextMisspelt(
    text: string,
    before: readonly Region[],
    mayPeel: (rest: string) => boolean,
  ): { region: Region; length: number } | null {
    for (const { length, meant } of this.misspelt.opening(text)) {
      const region = this.choose(meant, before.at(-1));
      if (region !== null && mayPeel(text.slice(length))) return { region, length };
    }
    return null;
  }

  private choose(entries: readonly Entry[], outer: Region | undefined): Region | null {
    const fitting = entries.filter((entry) => (outer === undefined ? !entry.needsContext : this.contains(outer.code, entry.region.code)));
    const regions = fitting.map((entry) => entry.region).sort((a, b) => DEPTH[a.level] - DEPTH[b.level] || (a.code < b.code ? -1 : 1));
    const [first, ...others] = regions;
    if (first === undefined) return null;
    const home = first.level === 'town' ? first.parentCode : first.code;
    return others.every((other) => this.contains(home ?? first.code, other.code)) ? first : null;
  }
}
