import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** Rows whose XML is handed on as one piece. */
const PIECE = 500;
const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const UNITS = 2000;
const STATES = ['参保缴费', '暂停参保', '终止参保'];

const unitName = (i) => `巴彦淖尔市第${i}矿业有限责任公司`;

/** The shared strings: units, states and a name of its own for each row, as a spreadsheet program would write them. */
function* sharedStrings(rows) {
  const count = UNITS + STATES.length + rows;
  yield `${XML}<sst xmlns="${NS}" count="${rows * 3}" uniqueCount="${count}">`;
  for (let i = 0; i < UNITS; i++) yield `<si><t>${unitName(i)}</t></si>`;
  for (const state of STATES) yield `<si><t>${state}</t></si>`;
  for (let row = 0; row < rows; row += PIECE) {
    let piece = '';
    for (let i = row; i < Math.min(rows, row + PIECE); i++) piece += `<si><t>职工${i}</t></si>`;
    yield piece;
  }
  yield '</sst>';
}

/** Twelve columns: three shared strings, three inline strings, three numbers, two dates and a formula. */
function rowXml(i) {
  const r = i + 2;
  return (
    `<row r="${r}" spans="1:12"><c r="A${r}"><v>${i + 1}</v></c><c r="B${r}" t="s"><v>${i % UNITS}</v></c>` +
    `<c r="C${r}" t="s"><v>${UNITS + STATES.length + i}</v></c><c r="D${r}" t="inlineStr"><is><t>15280119${1960 + (i % 40)}0101${1000 + (i % 9000)}</t></is></c>` +
    `<c r="E${r}" s="1"><v>${40000 + (i % 4000)}</v></c><c r="F${r}" s="2"><v>${42000 + (i % 2000)}</v></c>` +
    `<c r="G${r}"><v>${(3000 + (i % 5000)) / 4}</v></c><c r="H${r}" t="s"><v>${UNITS + (i % STATES.length)}</v></c>` +
    `<c r="I${r}" t="inlineStr"><is><t>掘进工&amp;支护工</t></is></c><c r="J${r}" t="inlineStr"><is><t>1384780${1000 + (i % 9000)}</t></is></c>` +
    `<c r="K${r}"><v>${i % 31}</v></c><c r="L${r}" t="str"><f>B${r}&amp;K${r}</f><v>合计${i % 100}</v></c></row>`
  );
}

const HEADER = ['序号', '单位名称', '姓名', '证件号码', '参保时间', '入职日期', '缴费基数', '参保状态', '岗位', '联系电话', '月数', '备注'];

function* sheet(rows) {
  const cells = HEADER.map((text, i) => `<c r="${String.fromCharCode(65 + i)}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  yield `${XML}<worksheet xmlns="${NS}"><dimension ref="A1:L${rows + 1}"/><sheetData><row r="1">${cells}</row>`;
  for (let row = 0; row < rows; row += PIECE) {
    let piece = '';
    for (let i = row; i < Math.min(rows, row + PIECE); i++) piece += rowXml(i);
    yield piece;
  }
  yield '</sheetData></worksheet>';
}

const parts = (rows) => [
  [
    '[Content_Types].xml',
    [
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        ['workbook=sheet.main', 'worksheets/sheet1=worksheet', 'styles=styles', 'sharedStrings=sharedStrings']
          .map((part) => part.split('='))
          .map(
            ([name, type]) =>
              `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
          )
          .join('') +
        '</Types>',
    ],
  ],
  ['_rels/.rels', [relationships([['officeDocument', 'xl/workbook.xml']])]],
  [
    'xl/workbook.xml',
    [`${XML}<workbook xmlns="${NS}" xmlns:r="${REL}"><sheets><sheet name="人员参保" sheetId="1" r:id="rId1"/></sheets></workbook>`],
  ],
  [
    'xl/_rels/workbook.xml.rels',
    [
      relationships([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ],
  ],
  [
    'xl/styles.xml',
    [
      `${XML}<styleSheet xmlns="${NS}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>` +
        '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
    ],
  ],
  ['xl/sharedStrings.xml', sharedStrings(rows)],
  ['xl/worksheets/sheet1.xml', sheet(rows)],
];

function relationships(targets) {
  const list = targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${REL}/${type}" Target="${target}"/>`).join('');
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;
}

/** Writes a workbook of `rows` rows below a header, part by part, without ever holding it. */
export async function writeWorkbook(path, rows) {
  const file = createWriteStream(path);
  let offset = 0;
  const write = async (bytes) => {
    offset += bytes.length;
    if (!file.write(bytes)) await once(file, 'drain');
  };
  const directory = [];
  for (const [name, pieces] of parts(rows)) directory.push(await writeMember(name, pieces, write, () => offset));
  const start = offset;
  for (const header of directory) await write(header);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(offset - start, 12);
  end.writeUInt32LE(start, 16);
  await write(end);
  file.end();
  await once(file, 'close');
}

async function writeMember(name, pieces, write, position) {
  const header = position();
  const local = fields(0x04034b50, name, { crc: 0, packed: 0, size: 0 });
  await write(local);
  const start = position();
  let crc = 0;
  let size = 0;
  const bytes = (function* () {
    for (const piece of pieces) {
      const chunk = Buffer.from(piece);
      crc = crc32(chunk, crc);
      size += chunk.length;
      yield chunk;
    }
  })();
  await pipeline(Readable.from(bytes), createDeflateRaw({ level: 6 }), async (deflated) => {
    for await (const chunk of deflated) await write(chunk);
  });
  const sums = { crc, packed: position() - start, size };
  const descriptor = Buffer.alloc(16);
  [0x08074b50, sums.crc, sums.packed, sums.size].forEach((value, i) => descriptor.writeUInt32LE(value, i * 4));
  await write(descriptor);
  return fields(0x02014b50, name, sums, header);
}

/** A local header, or with the offset of that a header of the directory. */
function fields(signature, name, { crc, packed, size }, headerOffset) {
  const rest = Buffer.alloc(26);
  [20, 0x0808, 8, 0, 0x21].forEach((value, i) => rest.writeUInt16LE(value, i * 2));
  [crc, packed, size].forEach((value, i) => rest.writeUInt32LE(value, 10 + i * 4));
  rest.writeUInt16LE(Buffer.byteLength(name), 22);
  const central = headerOffset === undefined ? Buffer.alloc(0) : Buffer.alloc(14);
  if (headerOffset !== undefined) central.writeUInt32LE(headerOffset, 10);
  const head = Buffer.alloc(headerOffset === undefined ? 4 : 6);
  head.writeUInt32LE(signature, 0);
  return Buffer.concat([head, rest, central, Buffer.from(name)]);
}
