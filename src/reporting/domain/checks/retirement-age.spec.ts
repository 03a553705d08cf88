import { asLocalDate } from '../../../kernel/index.js';
import { retiresOn } from './retirement-age.js';

/** From the tables annexed to 《关于实施渐进式延迟法定退休年龄的决定》. */
describe('the day of 法定退休年龄', () => {
  it.each([
    ['1964-12-31', '2024-12-31', 'the last before the reform'],
    ['1965-01-15', '2025-02-15', 'one month later'],
    ['1965-04-15', '2025-05-15', 'the last with one month'],
    ['1965-05-15', '2025-07-15', 'the first with two'],
    ['1976-08-15', '2039-07-15', 'the last on the way'],
    ['1976-09-15', '2039-09-15', 'from here on 63'],
    ['1990-01-31', '2053-01-31', 'and no more than 63'],
  ])('a man born on %s: %s (%s)', (bornOn, expected) => {
    expect(retiresOn({ bornOn: asLocalDate(bornOn), sex: '男' })).toBe(expected);
  });

  it.each([
    ['1974-12-15', '2024-12-15', 'the last before the reform'],
    ['1975-01-15', '2025-02-15', 'one month later'],
    ['1975-03-15', '2025-05-15', 'two months later'],
    ['1984-11-15', '2039-11-15', 'from here on 55'],
    ['1995-06-15', '2050-06-15', 'and no more than 55'],
  ])('a woman born on %s: %s (%s), by the earlier of the two ages', (bornOn, expected) => {
    expect(retiresOn({ bornOn: asLocalDate(bornOn), sex: '女' })).toBe(expected);
  });
});
