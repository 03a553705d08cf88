import { Problem } from '../../kernel/index.js';
import { describeFailure, stackOf } from './failure.js';

describe('what a job row keeps of an error', () => {
  it('keeps code and message of a problem', () => {
    const failure = describeFailure(new Problem('invalid', 'cycle-closed', '本期已关闭。'));
    expect(failure).toEqual({ code: 'cycle-closed', message: '本期已关闭。', permanent: true });
  });

  it.each(['conflict', 'unavailable'] as const)('takes a problem of kind %s for passing', (kind) => {
    expect(describeFailure(new Problem(kind, 'x', 'x')).permanent).toBe(false);
  });

  it('keeps nothing of the message of another error, which may quote the row it failed on', () => {
    const error = Object.assign(new Error("Duplicate entry '15080019700101001X'"), { code: 'ER_DUP_ENTRY' });
    const failure = describeFailure(error);
    expect(failure.code).toBe('ER_DUP_ENTRY');
    expect(JSON.stringify([failure, stackOf(error)])).not.toContain('1508');
  });

  it('does not trust a code that is a sentence, nor a value that is no error', () => {
    expect(describeFailure(Object.assign(new Error('x'), { code: 'row of 某某' })).code).toBe('unexpected');
    expect(describeFailure('某某').code).toBe('string');
    expect(describeFailure(new TypeError('x')).code).toBe('TypeError');
  });
});
