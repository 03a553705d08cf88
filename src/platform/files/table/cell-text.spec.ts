import fc from 'fast-check';
import { cellText, CUT_MARK, MAX_CELL_LENGTH } from './cell-text.js';

/** XML 1.0, "Char". */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

describe('the text of a cell', () => {
  it.each([
    ['巴彦淖尔市福星石材厂', '巴彦淖尔市福星石材厂'],
    ['甲&乙<丙>', '甲&amp;乙&lt;丙&gt;'],
    ['一\n二', '一\n二'],
    ['一\r\n二', '一_x000D_\n二'],
    ['铃\u0007', '铃_x0007_'],
    ['空\u0000', '空_x0000_'],
    ['非\ufffe字\uffff', '非_xFFFE_字_xFFFF_'],
    ['型号_x0041_', '型号_x005F_x0041_'],
    ['下划线_', '下划线_'],
    ['𠮷记煤矿', '𠮷记煤矿'],
    ['半\ud842', '半\ufffd'],
  ])('%j is written as %j', (text, written) => {
    expect(cellText(text)).toBe(written);
  });

  it('of any kind holds nothing that XML forbids', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const written = cellText(String.fromCharCode(...units));
        expect(written).not.toMatch(FORBIDDEN);
        expect(written).not.toMatch(/[<>\r]|&(?!(amp|lt|gt);)/);
      }),
    );
  });

  it('of as many characters as a cell holds is whole', () => {
    const full = '字'.repeat(MAX_CELL_LENGTH);
    expect(cellText(full)).toBe(full);
  });

  it('of one more is cut, and says so', () => {
    const written = cellText('字'.repeat(MAX_CELL_LENGTH + 1));
    expect(written).toHaveLength(MAX_CELL_LENGTH);
    expect(written).toBe('字'.repeat(MAX_CELL_LENGTH - CUT_MARK.length) + CUT_MARK);
  });

  it('is not cut through a character of two units', () => {
    const written = cellText(`字${'𠮷'.repeat(MAX_CELL_LENGTH)}`);
    expect(written.endsWith(`𠮷${CUT_MARK}`)).toBe(true);
    expect(written.length).toBeLessThanOrEqual(MAX_CELL_LENGTH);
  });
});
