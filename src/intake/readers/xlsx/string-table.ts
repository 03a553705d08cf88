import { exceeded, type XlsxLimits } from './limits.js';

const PAGE_BITS = 20;
const PAGE_SIZE = 2 ** PAGE_BITS;
const INDEX_PAGE_BITS = 16;
const INDEX_PAGE_SIZE = 2 ** INDEX_PAGE_BITS;
/** Of UTF-8 for one UTF-16 unit. */
const MOST_BYTES = 3;
/** Bytes before a string that say how many it has, seven bits each. */
const LENGTH_SIZE = 3;
const CACHE_SIZE = 2 ** 13;
const SHORT = 64;

/**
 * Many strings in little memory: their UTF-8 in pages, their positions in pages of numbers, so that growing copies nothing. A string is made when it is
 * asked for, and kept while its place in a small cache is not taken by another.
 */
export class StringTable {
  length = 0;
  private readonly pages: Buffer[] = [];
  private page = Buffer.alloc(0);
  private used = PAGE_SIZE;
  /** Of each string: the number of its page times `PAGE_SIZE`, and its offset in the page. */
  private readonly positions: Uint32Array[] = [];
  private readonly cachedIndex = new Int32Array(CACHE_SIZE).fill(-1);
  private readonly cached = new Array<string>(CACHE_SIZE).fill('');

  constructor(private readonly limits: XlsxLimits) {}

  /** Adds the string whose UTF-8 stands in `bytes`. */
  addBytes(bytes: Buffer, start: number, end: number): void {
    const size = end - start;
    const most = this.limits.cellCharacters;
    const isLong = size > most && (size > most * MOST_BYTES || bytes.toString('utf8', start, end).length > most);
    if (isLong || size + LENGTH_SIZE > PAGE_SIZE) throw exceeded('limit-cell', this.limits);
    this.begin(size);
    const { page } = this;
    // A call to copy them costs more than the few bytes that most strings have.
    if (size > SHORT) bytes.copy(page, this.used, start, end);
    else for (let i = start, to = this.used; i < end; i++, to++) page[to] = bytes[i] ?? 0;
    this.used += size;
  }

  add(text: string): void {
    if (text.length > this.limits.cellCharacters) throw exceeded('limit-cell', this.limits);
    const bytes = Buffer.from(text, 'utf8');
    this.addBytes(bytes, 0, bytes.length);
  }

  /** Undefined beyond the end. */
  get(index: number): string | undefined {
    if (index >= this.length) return undefined;
    const slot = index & (CACHE_SIZE - 1);
    if (this.cachedIndex[slot] === index) return this.cached[slot];
    const text = this.read(index);
    this.cachedIndex[slot] = index;
    this.cached[slot] = text;
    return text;
  }

  private begin(size: number): void {
    if (this.used + LENGTH_SIZE + size > PAGE_SIZE) {
      this.page = Buffer.allocUnsafeSlow(PAGE_SIZE);
      this.pages.push(this.page);
      this.used = 0;
    }
    const slot = this.length++ & (INDEX_PAGE_SIZE - 1);
    if (slot === 0) this.positions.push(new Uint32Array(INDEX_PAGE_SIZE));
    const positions = this.positions.at(-1);
    if (positions) positions[slot] = (this.pages.length - 1) * PAGE_SIZE + this.used;
    let rest = size;
    for (; rest > 0x7f; rest >>>= 7) this.page[this.used++] = 0x80 | (rest & 0x7f);
    this.page[this.used++] = rest;
  }

  private read(index: number): string {
    const position = this.positions[index >>> INDEX_PAGE_BITS]?.[index & (INDEX_PAGE_SIZE - 1)] ?? 0;
    const page = this.pages[position >>> PAGE_BITS];
    if (!page) return '';
    let at = position & (PAGE_SIZE - 1);
    let byte = page[at++] ?? 0;
    let size = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = page[at++] ?? 0;
      size |= (byte & 0x7f) << shift;
    }
    return page.toString('utf8', at, at + size);
  }
}
