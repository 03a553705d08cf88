import type { XlsxLimits } from './limits.js';
import { asUtf8 } from './part-encoding.js';
import { damaged } from './refusals.js';
import { XmlCursor } from './xml-cursor.js';

/** Attributes by local name. */
type Attributes = ReadonlyMap<string, string>;

/**
 * Is told of the elements of a part in their order, by local name. Extensions of the format repeat names with another meaning elsewhere: only together
 * with the parent's does a name say what an element is.
 */
export type ElementVisitor = (name: string, attributes: Attributes, parent: string) => void;

/** Goes through a part that describes the workbook. Such parts are small; what they say is kept, not how. */
export async function visitElements(pieces: AsyncIterable<Buffer>, limits: XlsxLimits, visit: ElementVisitor): Promise<void> {
  const xml = new XmlCursor(limits);
  const open: string[] = [];
  let elements = 0;
  const unit = (): void => {
    xml.nextTag();
    const name = xml.tagName();
    if (xml.closing) {
      if (open.pop() !== name) throw damaged();
      return;
    }
    const attributes = readAttributes(xml);
    if (open.length === 0 && elements++ > 0) throw damaged();
    visit(name, attributes, open.at(-1) ?? '');
    if (!xml.selfClosing) open.push(name);
  };
  for await (const piece of asUtf8(pieces)) {
    xml.append(piece);
    xml.consume(unit);
  }
  xml.finish(unit);
  if (elements === 0 || open.length > 0) throw damaged();
}

function readAttributes(xml: XmlCursor): Attributes {
  const attributes = new Map<string, string>();
  while (xml.nextAttribute()) {
    const name = xml.attributeName();
    attributes.set(name.slice(name.indexOf(':') + 1), xml.value());
  }
  return attributes;
}
