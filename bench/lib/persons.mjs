import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { XlsxWriter } from './xlsx-writer.mjs';

const HEADER = ['个人编号', '姓名', '证件号码', '单位编号', '单位名称', '险种', '参保状态', '参保日期'];
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英'];
const PLACES = ['150802', '150821', '150822', '150823', '150824', '150825', '150826', '152801', '152823', '152826'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const UNITS = 20_000;

/** An export by person with `rows` rows of invented people, the same bytes each time; made once and kept. `format`: csv or xlsx. */
export async function personsFile(folder, rows, format) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `persons-${rows}.${format}`);
  if (existsSync(file)) return file;
  const writer = format === 'csv' ? new CsvWriter(`${file}.part`) : new XlsxWriter(`${file}.part`);
  await writer.row(HEADER);
  for (let i = 0; i < rows; i++) await writer.row(person(i));
  await writer.end();
  renameSync(`${file}.part`, file);
  return file;
}

class CsvWriter {
  constructor(file) {
    this.stream = createWriteStream(file);
    this.lines = [];
  }

  async row(cells) {
    this.lines.push(cells.join(','));
    if (this.lines.length >= 2000) await this.flush();
  }

  async flush() {
    const full = !this.stream.write(`${this.lines.join('\n')}\n`);
    this.lines = [];
    if (full) await once(this.stream, 'drain');
  }

  async end() {
    await this.flush();
    this.stream.end();
    await once(this.stream, 'finish');
  }
}

function person(i) {
  const random = randomFrom(i);
  const unit = random(UNITS);
  const name = SURNAMES[random(SURNAMES.length)] + GIVEN[random(GIVEN.length)] + GIVEN[random(GIVEN.length)];
  const status = random(10) === 0 ? '暂停参保' : '正常参保';
  return [
    String(900_000 + i),
    name,
    idNumber(i, random),
    String(10_000 + unit),
    `${unit}号煤业公司`,
    '工伤保险',
    status,
    day(2010, 13, random),
  ];
}

function idNumber(i, random) {
  const place = PLACES[random(PLACES.length)];
  const first17 = `${place}${day(1960, 40, random).replaceAll('-', '')}${String(i % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return first17 + '10X98765432'[sum % 11];
}

const two = (number) => String(number).padStart(2, '0');
const day = (from, years, random) => `${from + random(years)}-${two(1 + random(12))}-${two(1 + random(28))}`;

/** Numbers that depend on the row alone (mulberry32). */
function randomFrom(row) {
  let state = (row * 0x9e3779b1) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
