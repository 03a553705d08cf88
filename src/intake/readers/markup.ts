/** A piece of HTML or XML: text between tags, or a tag with its attributes as they are written. Comments and declarations are left out. */
export type MarkupToken =
  | { readonly kind: 'text'; readonly text: string; readonly literal: boolean }
  | { readonly kind: 'open' | 'close' | 'empty'; readonly name: string; readonly attributes: string };

/** Elements of HTML whose content is no text. */
const OPAQUE = ['script', 'style', 'title', 'xml'];
const NAME = /[a-zA-Z][\w:.-]*/y;

/** Cuts markup into tokens in one forward pass, however broken it is. Names come in lower case. */
export function* markupTokens(source: string): Generator<MarkupToken> {
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open === -1) break;
    if (open > at) yield { kind: 'text', text: source.slice(at, open), literal: false };
    if (source.startsWith('<![CDATA[', open)) {
      at = endOf(source, ']]>', open);
      yield { kind: 'text', text: source.slice(open + 9, at - 3), literal: true };
    } else if (source.startsWith('<!--', open)) {
      at = endOf(source, '-->', open + 4);
    } else {
      const token = tagAt(source, open);
      at = token ? token.end : open + 1;
      if (!token) yield { kind: 'text', text: '<', literal: true };
      else if (token.tag) yield token.tag;
      if (token?.tag?.kind === 'open' && OPAQUE.includes(token.tag.name)) at = opaqueEnd(source, token.tag.name, at);
    }
  }
  if (at < source.length) yield { kind: 'text', text: source.slice(at), literal: false };
}

/** The value of an attribute, entities decoded; undefined where it is absent. Names are compared without their prefix and case. */
export function attribute(attributes: string, name: string): string | undefined {
  for (const [, key = '', double, single, bare] of attributes.matchAll(/([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)) {
    if (key.slice(key.lastIndexOf(':') + 1).toLowerCase() === name) return decodeEntities(double ?? single ?? bare ?? '');
  }
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  middot: '·',
  times: '×',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
};

/** Text with its character references replaced; an unknown one stays as it is written. No reference expands to more than one character. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,8}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

interface Tag {
  readonly end: number;
  readonly tag: Extract<MarkupToken, { readonly name: string }> | null;
}

/** What begins at a "<": a tag, a declaration (no tag), or null for a mere sign. */
function tagAt(source: string, open: number): Tag | null {
  const next = source[open + 1] ?? '';
  if (next === '!' || next === '?') return { end: endOf(source, '>', open), tag: null };
  const closing = next === '/';
  NAME.lastIndex = open + (closing ? 2 : 1);
  const name = NAME.exec(source)?.[0];
  if (name === undefined) return null;
  const from = NAME.lastIndex;
  const end = tagEnd(source, from);
  const empty = source[end - 2] === '/';
  const attributes = source.slice(from, end - (empty ? 2 : 1));
  return { end, tag: { kind: closing ? 'close' : empty ? 'empty' : 'open', name: name.toLowerCase(), attributes } };
}

/** Behind the ">" that ends a tag; one within quotes does not, unless the quote is never closed. */
function tagEnd(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    const sign = source[at];
    if (sign === '>') return at + 1;
    const close = sign === '"' || sign === "'" ? source.indexOf(sign, at + 1) : at;
    if (close === -1) return endOf(source, '>', at);
    at = close + 1;
  }
  return source.length;
}

function endOf(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at === -1 ? source.length : at + mark.length;
}

function opaqueEnd(source: string, name: string, from: number): number {
  const end = new RegExp(`</${name}\\s*>`, 'gi');
  end.lastIndex = from;
  const found = end.exec(source);
  return found ? found.index + found[0].length : source.length;
}
