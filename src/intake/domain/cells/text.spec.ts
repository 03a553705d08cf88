import type { CellValue } from '../workbook.js';
import { readCreditCodeCell, readIdentifier, readIdNumberCell, readOrganisationName, readPersonName, readText } from './text.js';

describe('text', () => {
  it('is kept as typed, punctuation and width included, without stray blanks', () => {
    expect(readText('\u3000停产，留守\u200b 3人\n（矽肺Ⅲ期）\u00a0').value).toBe('停产，留守 3人 （矽肺Ⅲ期）');
  });

  it.each<[CellValue]>([[null], [''], [' / '], ['无'], ['暂无'], ['N/A'], ['—'], ['〃'], ['……']])('%p says nothing', (cell) => {
    expect(readText(cell).value).toBeNull();
  });
});

describe('names', () => {
  it.each([
    ['五原县通兴新型建材股份 有限公司 ', '五原县通兴新型建材股份有限公司'],
    ['内蒙古（临河)矿业有限公司', '内蒙古（临河）矿业有限公司'],
    ['巴彦淖尔市\n紫金铜业', '巴彦淖尔市紫金铜业'],
    ['ABC Mining 矿业', 'ABC Mining矿业'],
  ])('the enterprise %p is %p', (cell, name) => {
    expect(readOrganisationName(cell).value).toBe(name);
  });

  it.each([
    ['那仁•巴雅尔', '那仁·巴雅尔'],
    ['那仁．巴雅尔', '那仁·巴雅尔'],
    ['李 明', '李明'],
    ['㛃', '㛃'],
  ])('the person %p is %p', (cell, name) => {
    expect(readPersonName(cell).value).toBe(name);
  });
});

describe('identifiers', () => {
  it.each<[CellValue, string]>([
    [10001, '10001'],
    ['10001.0', '10001'],
    ['004', '004'],
    ["'10001", '10001'],
  ])('%p is %p', (cell, identifier) => {
    expect(readIdentifier(cell).value).toBe(identifier);
  });

  it('an identifier that Excel rounded is not used', () => {
    expect(readIdentifier(Number('1508020000001234567'))).toMatchObject({
      value: null,
      issues: [{ severity: 'warning', code: 'identifier-rounded' }],
    });
  });
});

describe('a unified social credit code', () => {
  it.each<[CellValue, string | null, string[]]>([
    ['91150802MAXT102870', '91150802MAXT102870', []],
    [' ９1150802maxt000113 ', '91150802MAXT000113', []],
    ['91350100M0001TGQXM', '91350100M0001TGQXM', ['warning credit-code-checksum']],
    ['91350100M000100Y4Z', null, ['warning credit-code-shape']],
    ['150823000012345', null, ['warning credit-code-shape']],
    [Number('913502000728319549'), null, ['warning credit-code-rounded']],
    ['无', null, []],
  ])('%p is %p', (cell, code, issues) => {
    const reading = readCreditCodeCell(cell);
    expect(reading.value).toBe(code);
    expect(reading.issues.map((issue) => `${issue.severity} ${issue.code}`)).toEqual(issues);
  });
});

describe('an identity number', () => {
  it.each<[CellValue, string]>([
    ['152801197003151231', '152801197003151231'],
    ['152801700315123', '152801197003151231'],
    [152801700315123, '152801197003151231'],
    ['11010519491231002x', '11010519491231002X'],
  ])('%p is %p', (cell, number) => {
    expect(readIdNumberCell(cell).value?.number).toBe(number);
  });

  it.each<[CellValue, string]>([
    [Number('152801197003151231'), 'id-rounded'],
    ['1.52801E+17', 'id-rounded'],
    ['152801197003151000', 'id-rounded'],
    ['152801197003151234', 'id-checksum'],
    ['13947812345', 'id-shape'],
  ])('%p is the error %s, whose message does not repeat it', (cell, code) => {
    const { value, issues } = readIdNumberCell(cell);
    expect(value).toBeNull();
    expect(issues).toMatchObject([{ severity: 'error', code }]);
    expect(issues[0]?.message).not.toMatch(/\d{6}/);
  });
});
