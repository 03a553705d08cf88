import { type XmlCursor } from './xml-cursor.js';
import { nameCode } from './xml-tags.js';

const T = nameCode('t');
const RUN = nameCode('r');

/**
 * Reads a string item (`<si>`, `<is>`, as `item` says) whose opening tag has been read, and its closing tag: its text, or the texts of its runs as one. Phonetic readings
 * are no part of the text. Null when the item has one text, which the cursor still shows.
 */
export function readRichText(xml: XmlCursor, item: number): string | null {
  let joined = '';
  let texts = 0;
  for (let depth = 1; depth > 0;) {
    const isBare = xml.passOpening(T);
    if (!isBare && !xml.passClosingOfTwo(item)) xml.nextTag();
    if (xml.closing) depth--;
    else if (xml.tag === T) {
      // The text before the second one is taken only now: most items have one.
      if (texts === 1) joined = xml.text();
      if (!isBare) xml.skipAttributes();
      if (xml.selfClosing) continue;
      xml.readText();
      if (++texts > 1) joined += xml.text();
    } else if (xml.tag === RUN) {
      xml.skipAttributes();
      if (!xml.selfClosing) depth++;
    } else xml.skipElement();
  }
  return texts === 1 ? null : joined;
}
