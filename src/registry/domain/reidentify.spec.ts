import { recognitionOf, reidentify, type KeptHandover, type KeptLine } from './index.js';

let lines = 0;
const line = (enterpriseId: number, name: string, creditCode: string | null = null, remark = ''): KeptLine => ({
  lineId: (lines += 1),
  enterpriseId,
  name,
  ...recognitionOf({ name, remark, creditCode }),
});
const handover = (id: number, ...ofIt: KeptLine[]): KeptHandover => ({
  id,
  recordedBy: '经办人',
  recordedAt: new Date(Date.UTC(2020, 0, id)),
  lines: ofIt,
});

const CODE = '91150802MA0N00001A';

describe('when a hand-over is taken back', () => {
  it('enterprises keep their ids, named by the first line that is left', () => {
    const kept = handover(2, line(7, '甲矿业有限公司'), line(8, '乙水泥厂', CODE));
    const regained = reidentify([kept], [], 1);
    expect(regained.map(({ id, creditCode, first }) => [id, creditCode, first.line.name])).toEqual([
      [7, null, '甲矿业有限公司'],
      [8, CODE, '乙水泥厂'],
    ]);
  });

  it('a line that was recognised only by a code that it had told speaks of an enterprise of its own', () => {
    const before = handover(1, line(7, '甲矿业有限公司'));
    const after = handover(3, line(7, '丙建材厂', CODE));
    const regained = reidentify([before, after], [], 2);
    expect(regained.map(({ id, creditCode }) => [id, creditCode])).toEqual([
      [7, null],
      [-1, CODE],
    ]);
  });

  it('a former name that it had told is told by the next that does, or by nobody', () => {
    const after = handover(3, line(7, '甲矿业有限公司', null, '原名老甲矿业有限公司'));
    const [regained] = reidentify([after], [], 2);
    expect(regained?.formerNames.map(({ name, handover: { id } }) => [name, id])).toEqual([['老甲矿业有限公司', 3]]);
  });

  it('a name learnt from a person’s link recognises the lines that came after it', () => {
    const before = handover(1, line(7, '甲矿业有限公司'));
    const after = handover(3, line(7, '甲公司集团'));
    const learnt = {
      enterpriseId: 7,
      nameKey: recognitionOf({ name: '甲公司集团', remark: '', creditCode: null }).nameKey,
      at: new Date(Date.UTC(2020, 0, 2)),
    };
    expect(reidentify([before, after], [learnt], 2).map(({ id }) => id)).toEqual([7]);
    expect(reidentify([before, after], [{ ...learnt, at: new Date(Date.UTC(2020, 0, 9)) }], 2).map(({ id }) => id)).toEqual([7, -1]);
  });

  it('two lines that were applied as two enterprises stay two', () => {
    const after = handover(3, line(7, '甲矿业有限公司'), line(8, '甲矿业有限公司'));
    expect(reidentify([after], [], 2).map(({ id }) => id)).toEqual([7, 8]);
  });
});
