import { clerkOf, LINHE, messageOf, owed, REVIEWER, told, WUYUAN } from './testing/owed.js';

describe('the message of a day', () => {
  it('tells a county only of its own reports, all of them at once', () => {
    const reports = [owed('2025-10-10', WUYUAN, '10月10日报送'), owed('2026-06-05', WUYUAN), owed('2026-06-05', LINHE)];
    const { title, lines } = messageOf(clerkOf(WUYUAN), '2026-06-02', reports);
    expect(title).toBe('【报送提醒】1 份报表已逾期');
    expect(lines).toEqual([
      '测试经办，您好：',
      '1. 五原县“10月10日报送”（截止 2025年10月10日）：已逾期 235 天，请尽快提交。',
      '2. 五原县“6月5日报送”（截止 2026年6月5日）：尚未提交，距截止还有 3 天。',
    ]);
  });

  it('is none where nothing is owed, or nothing is to be said today', () => {
    expect(told(clerkOf(WUYUAN), '2026-06-06', [owed('2026-06-05', LINHE)])).toEqual([]);
    expect(told(clerkOf(WUYUAN), '2026-05-20', [owed('2026-06-05')])).toEqual([]);
  });

  it('gives a supervisor the overdue counties together, and nothing that is only due', () => {
    const reports = [owed('2026-06-05', LINHE), owed('2026-06-05', WUYUAN), owed('2026-06-09', WUYUAN)];
    expect(messageOf(REVIEWER, '2026-06-08', reports).lines).toEqual([
      '测试审核，您好：',
      '1. 临河区、五原县“6月5日报送”（截止 2026年6月5日）：已逾期 3 天，请尽快提交。',
    ]);
    expect(told(REVIEWER, '2026-06-05', reports)).toEqual([]);
  });

  it.each([
    ['2026-05-06', '【报送提醒】距报表报送截止还有 30 天', '已可填报，距截止还有 30 天。'],
    ['2026-06-04', '【报送提醒】距报表报送截止还有 1 天', '尚未提交，距截止还有 1 天。'],
    ['2026-06-05', '【报送提醒】今天是报表报送截止日', '尚未提交，今天 24 时截止。'],
  ])('on %s is headed %s', (today, title, words) => {
    const text = messageOf(clerkOf(WUYUAN), today, [owed('2026-06-05')]);
    expect(text.title).toBe(title);
    expect(text.lines[1]).toContain(words);
  });

  it('names twenty counties of a province and counts the others', () => {
    const reports = Array.from({ length: 30 }, () => owed('2026-06-05', WUYUAN));
    const [, line = ''] = messageOf(REVIEWER, '2026-06-08', reports).lines;
    expect(line).toContain('等 30 个旗县区');
    expect(line.split('五原县')).toHaveLength(21);
  });
});
