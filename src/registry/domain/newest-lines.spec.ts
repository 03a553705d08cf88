import fc from 'fast-check';
import { asMonth } from '../../kernel/index.js';
import type { RegistryLine } from './model.js';
import { newestLines, type Handover, type HandoverLine } from './newest-lines.js';

const LINHE = '150802';
const WUYUAN = '150821';

const handover = (id: number, month: string, countyCode = LINHE): Handover => ({ id, countyCode, month: asMonth(month) });

function line(handoverId: number, enterpriseId: number, changes: Partial<RegistryLine> = {}): HandoverLine {
  const stated: RegistryLine = {
    sequence: '1',
    industryCode: 'coal',
    industryText: '煤矿',
    name: `企业${enterpriseId}`,
    address: '',
    headcount: 10,
    contact: '',
    phones: '',
    remark: '',
    creditCode: null,
    legalRepresentative: '',
    businessScope: '',
    dustExposedHeadcount: null,
    proposal: null,
    suspended: false,
    statedHeadcount: null,
    insuredElsewhere: false,
    ...changes,
  };
  return { handoverId, enterpriseId, line: stated, source: { batchId: handoverId, sheet: '附件2', row: enterpriseId + 4 } };
}

describe('the lines in force', () => {
  it('are those of the only hand-over, each with the row that it comes from', () => {
    expect(newestLines([handover(1, '2020-05')], [line(1, 7)])).toEqual([
      {
        ...line(1, 7).line,
        enterpriseId: 7,
        countyCode: LINHE,
        handoverMonth: '2020-05',
        noLongerListed: false,
        proposedMonth: '2020-05',
        source: { batchId: 1, sheet: '附件2', row: 11 },
      },
    ]);
  });

  it('are those of the later month, though it was recorded earlier', () => {
    const handovers = [handover(2, '2020-05'), handover(1, '2020-10')];
    const lines = [line(2, 7, { headcount: 20 }), line(1, 7, { headcount: 30 })];
    expect(newestLines(handovers, lines)).toMatchObject([{ headcount: 30, handoverMonth: '2020-10', noLongerListed: false }]);
  });

  it('for one month are those recorded later: they correct the earlier ones', () => {
    const handovers = [handover(1, '2020-05'), handover(2, '2020-05')];
    const lines = [line(2, 7, { headcount: 20 }), line(1, 7, { headcount: 10 })];
    expect(newestLines(handovers, lines)).toMatchObject([{ headcount: 20, source: { batchId: 2 } }]);
  });

  it('before the first hand-over are none', () => {
    expect(newestLines([], [])).toEqual([]);
  });

  it('take nothing from hand-overs that are not among those up to the day', () => {
    expect(newestLines([handover(1, '2020-05')], [line(1, 7), line(2, 7, { headcount: 99 }), line(2, 8)])).toMatchObject([
      { enterpriseId: 7, headcount: 10 },
    ]);
  });
});

describe('an enterprise that the newest hand-over of its county no longer lists', () => {
  const handovers = [handover(1, '2020-05'), handover(2, '2021-05')];

  it('stays in force with its last line, is marked, and proposed to leave from the month that left it out', () => {
    const [kept, missing] = newestLines(handovers, [line(1, 7), line(2, 7), line(1, 8, { headcount: 30 })]);
    expect(kept).toMatchObject({ enterpriseId: 7, noLongerListed: false, proposal: null });
    expect(missing).toMatchObject({
      enterpriseId: 8,
      headcount: 30,
      handoverMonth: '2020-05',
      noLongerListed: true,
      proposal: 'missing',
      proposedMonth: '2021-05',
    });
  });

  it('keeps the proposal that its last 备注 made, with that month', () => {
    expect(newestLines(handovers, [line(1, 8, { proposal: 'deregistered' })])).toMatchObject([
      { noLongerListed: true, proposal: 'deregistered', proposedMonth: '2020-05' },
    ]);
  });

  it('is listed again when it comes back', () => {
    const back = [...handovers, handover(3, '2022-05')];
    expect(newestLines(back, [line(1, 8), line(3, 8)])).toMatchObject([
      { noLongerListed: false, proposal: null, handoverMonth: '2022-05' },
    ]);
  });

  it('a newer hand-over of another county says nothing of it', () => {
    const other = [handover(1, '2020-05'), handover(2, '2021-05', WUYUAN)];
    expect(newestLines(other, [line(1, 7), line(2, 9)])).toMatchObject([
      { enterpriseId: 7, noLongerListed: false },
      { enterpriseId: 9, countyCode: WUYUAN, noLongerListed: false },
    ]);
  });
});

describe('whatever was handed over', () => {
  const months = ['2020-05', '2020-10', '2021-05', '2021-10'];
  const history = fc.array(fc.record({ month: fc.constantFrom(...months), listed: fc.uniqueArray(fc.nat(5)) }), { maxLength: 6 });

  it('every enterprise ever listed has one line in force, whatever the order of reading', () => {
    fc.assert(
      fc.property(history, (drawn) => {
        const handovers = drawn.map(({ month }, i) => handover(i + 1, month));
        const lines = drawn.flatMap(({ listed }, i) => listed.map((enterpriseId) => line(i + 1, enterpriseId)));
        const inForce = newestLines(handovers, lines);
        expect(inForce.map(({ enterpriseId }) => enterpriseId).sort()).toEqual(
          [...new Set(lines.map(({ enterpriseId }) => enterpriseId))].sort(),
        );
        const reversed = newestLines(handovers.toReversed(), lines.toReversed());
        const byId = (found: typeof inForce) => [...found].sort((a, b) => a.enterpriseId - b.enterpriseId);
        expect(byId(reversed)).toEqual(byId(inForce));
      }),
    );
  });
});
