import type { CellValue } from '../workbook.js';
import { readAnswer, type Answer } from './answer.js';

describe('yes or no', () => {
  it.each<[CellValue, Answer | null]>([
    ['是', 'yes'],
    ['√', 'yes'],
    ['已参保', 'yes'],
    [1, 'yes'],
    [true, 'yes'],
    ['Ｙ', 'yes'],
    ['否', 'no'],
    ['无', 'no'],
    ['×', 'no'],
    [0, 'no'],
    [false, 'no'],
    ['办理中', 'pending'],
    ['死亡停发', 'pending'],
    ['2020年底参保', 'pending'],
    ['', null],
    ['/', null],
    [null, null],
  ])('%p is %p', (cell, answer) => {
    expect(readAnswer(cell)).toEqual({ value: answer, issues: [] });
  });

  it('anything else says nothing, with a warning', () => {
    expect(readAnswer('也许')).toMatchObject({ value: null, issues: [{ severity: 'warning', code: 'answer-unreadable' }] });
  });
});
