const BLOCK = 512;
const LENGTHS = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff];

/** A place and a length within the bytes. */
function stretch(bytes, random) {
  const start = random.below(bytes.length);
  return [start, Math.min(bytes.length, start + 1 + random.below(BLOCK))];
}

function flipBits(bytes, random) {
  const changed = Buffer.from(bytes);
  for (let n = random.below(8); n >= 0; n--) changed[random.below(bytes.length)] ^= 1 << random.below(8);
  return changed;
}

function cutOff(bytes, random) {
  return bytes.subarray(0, random.below(bytes.length));
}

function takeOut(bytes, random) {
  const [start, end] = stretch(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function repeat(bytes, random) {
  const [start, end] = stretch(bytes, random);
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
}

function blank(bytes, random) {
  const [start, end] = stretch(bytes, random);
  return Buffer.from(bytes).fill(random.pick([0x00, 0xff, 0x20]), start, end);
}

function swapBlocks(bytes, random) {
  const changed = Buffer.from(bytes);
  const [first, firstEnd] = stretch(bytes, random);
  const second = random.below(bytes.length);
  bytes.copy(changed, second, first, firstEnd);
  bytes.copy(changed, first, second, second + firstEnd - first);
  return changed;
}

function setLength(bytes, random) {
  const changed = Buffer.from(bytes);
  const width = random.pick([1, 2, 4]);
  if (bytes.length < width) return changed;
  changed.writeUIntLE(random.pick(LENGTHS) % 256 ** width, random.below(bytes.length - width + 1), width);
  return changed;
}

/** Damage that can befall any file. */
export const BYTE_MUTATIONS = { flipBits, cutOff, takeOut, repeat, blank, swapBlocks, setLength };
