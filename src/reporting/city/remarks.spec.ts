import { cityRemarks } from './remarks.js';

describe('what stands below the forms of a city', () => {
  it('names every county that is not in them, with its state', () => {
    const [remark] = cityRemarks(
      [{ countyName: '临河区', state: 'accepted' }],
      [
        { countyName: '五原县', state: 'returned' },
        { countyName: '磴口县', state: 'not-started' },
      ],
    );
    expect(remark).toBe(
      '汇总范围：只汇总市级已接收的报表。应报 3 个旗县区，已接收 1 个；未接收、未计入本表的 2 个：五原县（已退回）、磴口县（未开始）。',
    );
  });

  it('says that nothing is missing', () => {
    expect(cityRemarks([{ countyName: '临河区', state: 'accepted' }], [])).toEqual([
      '汇总范围：应报 1 个旗县区，报表均已接收，全部汇总在内。',
    ]);
  });
});
