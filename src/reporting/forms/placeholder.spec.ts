import { Problem } from '../../kernel/index.js';
import { expand } from './placeholder.js';

describe('marks in a template cell', () => {
  it('put values into words', () => {
    expect(expand('填报单位：{{unit}}  电话：{{ phone }}', { unit: '临河区', phone: null }, 'A1')).toBe('填报单位：临河区  电话：');
  });

  it('keep the type of the value where the mark is the whole cell', () => {
    expect(expand('{{row.headcount}}', { 'row.headcount': 12 }, 'A1')).toBe(12);
    expect(expand('{{row.headcount}}', { 'row.headcount': '012' }, 'A1')).toBe('012');
    expect(expand('{{row.headcount}}', { 'row.headcount': null }, 'A1')).toBeNull();
  });

  it('leave an empty text as an empty cell', () => {
    expect(expand('{{row.remark}}', { 'row.remark': '' }, 'A1')).toBeNull();
    expect(expand('', {}, 'A1')).toBeNull();
  });

  it('are not looked for in values, nor are replacement patterns', () => {
    expect(expand('甲{{a}}乙{{b}}', { a: '{{b}}$&$1', b: '丙' }, 'A1')).toBe('甲{{b}}$&$1乙丙');
  });

  it.each(['{{nobody}}', '前{{nobody}}', '{{constructor}}'])('are refused where they mean nothing: %s', (template) => {
    expect(() => expand(template, { unit: '临河区' }, 'A1')).toThrow(Problem);
    expect(() => expand(template, { unit: '临河区' }, 'A1')).toThrow(expect.objectContaining({ code: 'form-template-invalid' }));
  });
});
