import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { BYTE_MUTATIONS } from './bytes.mjs';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const INSERTIONS = [
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '&#0;',
  '&#xFFFFFF;',
  '<![CDATA[',
  '<!--',
  '<c',
  '</row>',
  '</sheetData>',
  '<row r="1">',
  '<row r="9999999999"/>',
  '<c r="ZZZZ1"><v>1</v></c>',
  '<c r="A1" t="s"><v>99999999</v></c>',
  '<c t="b"><v>2</v></c>',
  '<c t="d"><v>2020-13-45</v></c>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '\u0000',
  '\ufffe',
  '9'.repeat(400),
  '甲'.repeat(40_000),
];

/** The members of a sound archive: name and what is in it. */
export function unpack(bytes) {
  const members = [];
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (bytes.readUInt32LE(at) === CENTRAL) {
    const [packed, , nameLength, extraLength, commentLength] = [20, 24, 28, 30, 32].map((field) =>
      field < 28 ? bytes.readUInt32LE(at + field) : bytes.readUInt16LE(at + field),
    );
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + packed);
    const content = bytes.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    members.push({ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), content });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return members;
}

/** A sound archive of the members. */
export function pack(members) {
  const locals = [];
  const centrals = [];
  let offset = 0;
  for (const { name, content } of members) {
    const data = deflateRawSync(content);
    const rawName = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(rawName.length, 22);
    locals.push(u32(LOCAL), common, rawName, data);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    centrals.push(u32(CENTRAL), Buffer.from([20, 0]), common, rest, rawName);
    offset += 30 + rawName.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, u32(END), end]);
}

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const changeOne = (change) => (bytes, random) => {
  const members = unpack(bytes);
  const chosen = random.pick(members.filter(({ content }) => content.length > 0));
  return pack(members.map((member) => (member === chosen ? { ...member, content: change(member.content, random) } : member)));
};

/** Cuts where tags begin, so that what comes out is nearly XML. */
function tagged(content) {
  return content.toString('utf8').split(/(?=<)/);
}

function dropTags(content, random) {
  const tags = tagged(content);
  tags.splice(random.below(tags.length), 1 + random.below(4));
  return Buffer.from(tags.join(''));
}

function doubleTags(content, random) {
  const tags = tagged(content);
  const at = random.below(tags.length);
  tags.splice(random.below(tags.length), 0, ...tags.slice(at, at + 1 + random.below(6)));
  return Buffer.from(tags.join(''));
}

function insert(content, random) {
  const tags = tagged(content);
  tags.splice(random.below(tags.length + 1), 0, random.pick(INSERTIONS));
  return Buffer.from(tags.join(''));
}

function changeNumber(content, random) {
  const text = content.toString('utf8');
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return content;
  const { index, 0: number } = random.pick(numbers);
  const other = random.pick(['0', '-1', '1', '1048577', '16385', '4294967296', '1e308', 'NaN', '']);
  return Buffer.from(text.slice(0, index) + other + text.slice(index + number.length));
}

function anyBytes(content, random) {
  return random.pick(Object.values(BYTE_MUTATIONS))(content, random);
}

function dropMember(bytes, random) {
  const members = unpack(bytes);
  members.splice(random.below(members.length), 1);
  return pack(members);
}

function doubleMember(bytes, random) {
  const members = unpack(bytes);
  return pack([...members, random.pick(members)]);
}

function exchangeMembers(bytes, random) {
  const members = unpack(bytes);
  const [one, other] = [random.pick(members), random.pick(members)];
  return pack(members.map((member) => ({ ...member, content: (member === one ? other : member === other ? one : member).content })));
}

/** Changes within an archive whose checksums fit afterwards: another file, not a damaged one. */
export const MEMBER_MUTATIONS = {
  dropTags: changeOne(dropTags),
  doubleTags: changeOne(doubleTags),
  insert: changeOne(insert),
  changeNumber: changeOne(changeNumber),
  anyBytes: changeOne(anyBytes),
  dropMember,
  doubleMember,
  exchangeMembers,
};
