import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createDeflateRaw, crc32 } from 'node:zlib';

const PARTS = {
  '[Content_Types].xml':
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml':
    '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="人员参保" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
};
const SHEET = 'xl/worksheets/sheet1.xml';
const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const FOOT = '</sheetData></worksheet>';
const ROWS_AT_ONCE = 1000;

/** Writes one sheet of texts as a workbook, row by row and in constant memory. */
export class XlsxWriter {
  constructor(file) {
    this.out = createWriteStream(file);
    this.at = 0;
    this.members = [];
    this.rows = 0;
    this.pending = HEAD;
    for (const [name, text] of Object.entries(PARTS)) this.stored(name, Buffer.from(text));
    this.begin();
  }

  async row(cells) {
    this.rows += 1;
    const columns = cells.map((cell, i) => `<c r="${String.fromCharCode(65 + i)}${this.rows}" t="inlineStr"><is><t>${cell}</t></is></c>`);
    this.pending += `<row r="${this.rows}">${columns.join('')}</row>`;
    if (this.rows % ROWS_AT_ONCE === 0) await this.deflatePending();
  }

  async end() {
    this.pending += FOOT;
    await this.deflatePending();
    this.deflate.end();
    await once(this.deflate, 'end');
    const member = this.members.at(-1);
    this.write(fields([4, 0x08074b50], [4, member.crc], [4, member.packed], [4, member.size]));
    this.directory();
    this.out.end();
    await once(this.out, 'finish');
  }

  begin() {
    const member = { name: SHEET, method: 8, flags: 8, crc: 0, packed: 0, size: 0, offset: this.at };
    this.members.push(member);
    this.write(localHeader(member));
    this.deflate = createDeflateRaw({ level: 6 });
    this.deflate.on('data', (bytes) => {
      member.packed += bytes.length;
      this.write(bytes);
    });
  }

  async deflatePending() {
    const bytes = Buffer.from(this.pending);
    const member = this.members.at(-1);
    this.pending = '';
    member.crc = crc32(bytes, member.crc);
    member.size += bytes.length;
    if (!this.deflate.write(bytes)) await once(this.deflate, 'drain');
    if (this.out.writableNeedDrain) await once(this.out, 'drain');
  }

  stored(name, bytes) {
    const member = { name, method: 0, flags: 0, crc: crc32(bytes), packed: bytes.length, size: bytes.length, offset: this.at };
    this.members.push(member);
    this.write(localHeader(member));
    this.write(bytes);
  }

  directory() {
    const from = this.at;
    for (const member of this.members) {
      const name = Buffer.from(member.name);
      const versions = [
        [4, 0x02014b50],
        [2, 20],
        [2, 20],
      ];
      const rest = [
        [2, name.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, member.offset],
      ];
      this.write(Buffer.concat([fields(...versions, ...common(member), ...rest), name]));
    }
    const count = this.members.length;
    this.write(fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, this.at - from], [4, from], [2, 0]));
  }

  write(bytes) {
    this.at += bytes.length;
    this.out.write(bytes);
  }
}

const common = ({ flags, method, crc, packed, size }) => [
  [2, flags],
  [2, method],
  [2, 0],
  [2, 0x21],
  [4, crc],
  [4, packed],
  [4, size],
];

function localHeader(member) {
  const name = Buffer.from(member.name);
  return Buffer.concat([fields([4, 0x04034b50], [2, 20], ...common(member), [2, name.length], [2, 0]), name]);
}

/** Little-endian numbers of the given widths. */
function fields(...numbers) {
  const bytes = Buffer.alloc(numbers.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of numbers) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
