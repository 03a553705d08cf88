import { mayVisit, stepFor, STEPS } from './steps';

const REJECTION = { code: 'workbook-without-table', message: '没有找到表头' };

describe('somebody who comes back to an import', () => {
  it.each([
    ['to a workbook in which no table was found: the header', 'rejected', REJECTION, 0, 'header'],
    ['to errors: them', 'planned', null, 3, 'check'],
    ['to a clean plan: what would change', 'planned', null, 0, 'changes'],
    ['to one that is being applied: that', 'applying', null, 0, 'apply'],
    ['to one that counts: the result', 'applied', null, 2, 'result'],
    ['to one that was taken back: the result', 'undone', null, 0, 'result'],
  ] as const)('is shown, coming %s', (_what, state, rejection, errorCount, expected) => {
    const step = stepFor({ state, rejection, errorCount });
    expect([step, mayVisit(step, { state })]).toEqual([expected, true]);
  });

  it.each([
    ['planned', ['header', 'columns', 'check', 'changes', 'apply']],
    ['rejected', ['header', 'columns']],
    ['applied', ['check', 'result']],
    ['cancelled', ['result']],
  ] as const)('may look, where it is %s, at no more than what is there', (state, expected) => {
    expect(STEPS.map(({ step }) => step).filter((step) => mayVisit(step, { state }))).toEqual(expected);
  });
});
