import type { XlsxLimits } from './limits.js';
import { damaged } from './refusals.js';
import { readRichText } from './rich-text.js';
import { StringTable } from './string-table.js';
import { XmlCursor } from './xml-cursor.js';
import { nameCode } from './xml-tags.js';

const TABLE = nameCode('sst');
const ITEM = nameCode('si');

/** Reads the shared strings from pieces of their XML, split anywhere. */
export class SharedStringsScanner {
  readonly strings: StringTable;
  private readonly xml: XmlCursor;
  private state: 'before' | 'items' | 'after' = 'before';

  constructor(limits: XlsxLimits) {
    this.strings = new StringTable(limits);
    this.xml = new XmlCursor(limits);
  }

  push(piece: Uint8Array): void {
    this.xml.append(piece);
    this.xml.consume(this.unit);
  }

  /** The strings, once all pieces have been pushed. */
  finish(): StringTable {
    this.xml.finish(this.unit);
    if (this.state !== 'after') throw damaged();
    return this.strings;
  }

  private readonly unit = (): void => {
    const { xml } = this;
    if (this.state === 'items' && xml.passOpeningOfTwo(ITEM)) {
      this.text();
      return;
    }
    xml.nextTag();
    if (this.state === 'items') this.item();
    else if (this.state === 'before' && !xml.closing && xml.tag === TABLE) {
      xml.skipAttributes();
      this.state = xml.selfClosing ? 'after' : 'items';
    } else throw damaged();
  };

  private item(): void {
    const { xml, strings } = this;
    if (xml.closing) {
      if (xml.tag !== TABLE) throw damaged();
      this.state = 'after';
      return;
    }
    if (xml.tag !== ITEM) {
      xml.skipElement();
      return;
    }
    xml.skipAttributes();
    if (xml.selfClosing) {
      strings.add('');
      return;
    }
    this.text();
  }

  private text(): void {
    const { xml, strings } = this;
    const text = readRichText(xml, ITEM);
    if (xml.tag !== ITEM) throw damaged();
    if (text !== null) strings.add(text);
    else if (xml.isPlain) strings.addBytes(xml.bytes, xml.textStart, xml.textEnd);
    else strings.add(xml.text());
  }
}
