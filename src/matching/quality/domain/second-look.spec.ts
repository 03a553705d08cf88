import type { LinkStatus } from '../../link-status.js';
import { isError, qualityOf, qualitySentence, type JudgedItem, type SecondVerdict } from './second-look.js';

const item = (earlierStatus: LinkStatus, verdict: SecondVerdict | null, lookId = 1): JudgedItem => ({ lookId, earlierStatus, verdict });

describe('a second look finds an error', () => {
  it.each<[LinkStatus, SecondVerdict | null, boolean]>([
    ['auto', 'different', true],
    ['auto', 'same', false],
    ['confirmed', 'different', true],
    ['confirmed', 'same', false],
    ['rejected', 'same', true],
    ['rejected', 'different', false],
    ['auto', 'unsure', false],
    ['rejected', null, false],
  ])('in a pair that was %s, of which the second person says %s: %s', (earlier, verdict, expected) => {
    expect(isError(item(earlier, verdict))).toBe(expected);
  });
});

describe('the quality of links', () => {
  it('parts what the program linked from what persons decided, and leaves out what the second person could not tell', () => {
    const quality = qualityOf([
      item('auto', 'same'),
      item('auto', 'different'),
      item('auto', 'unsure'),
      item('confirmed', 'same'),
      item('rejected', 'same'),
    ]);
    expect(quality.automatic).toMatchObject({ checked: 2, errors: 1, unsure: 1 });
    expect(quality.decided).toMatchObject({ checked: 2, errors: 1, unsure: 0 });
  });

  it('counts a sample once all of it has been looked at', () => {
    const unfinished = [item('auto', 'same'), item('auto', null)];
    const quality = qualityOf([...unfinished, item('auto', 'same', 2)]);
    expect(quality.automatic).toMatchObject({ checked: 1, errors: 0 });
    expect(quality.pending).toBe(1);
  });
});

describe('the sentence for official forms', () => {
  it('states how many were checked, the errors, and the interval', () => {
    const items = Array.from({ length: 100 }, (_, i) => item('auto', i < 5 ? 'different' : 'same'));
    expect(qualitySentence(qualityOf(items).automatic)).toBe(
      '抽查复核 100 条自动关联，差错 5 条，差错率 5.00%（95%置信区间 2.15%–11.18%）',
    );
  });

  it('is missing where nothing was checked: no figure is not 0', () => {
    expect(qualitySentence(qualityOf([]).automatic)).toBeNull();
  });

  it('never makes the interval narrower by rounding', () => {
    expect(qualitySentence(qualityOf([item('auto', 'same')]).automatic)).toContain('差错率 0.00%（95%置信区间 0.00%–79.35%）');
  });
});
