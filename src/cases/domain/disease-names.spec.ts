import { readDisease } from './disease-names.js';

describe('职业病诊断病种', () => {
  it.each([
    ['矽肺壹期', '矽肺', '壹期'],
    ['矽肺Ⅲ期', '矽肺', '叁期'],
    ['矽肺（II期）', '矽肺', '贰期'],
    ['煤工尘肺2期', '煤工尘肺', '贰期'],
    ['煤矽肺三期', '煤工尘肺', '叁期'],
    ['职业性水泥尘肺Ⅰ期', '水泥尘肺', '壹期'],
    ['硅肺', '矽肺', null],
    ['尘肺病', '尘肺病（未分型）', null],
    ['炭黑尘肺贰期', '碳黑尘肺', '贰期'],
  ])('%s is %s, stage %s', (raw, name, stage) => {
    expect(readDisease(raw)).toEqual({ raw, name, stage, pneumoconiosis: true, listedSince: null });
  });

  it.each([
    ['布病', '布鲁氏菌病'],
    ['职业性噪声聋', '职业性噪声聋'],
    ['轻度噪声聋', '职业性噪声聋'],
    ['慢性铅中毒', '铅及其化合物中毒'],
    ['职业中毒', '职业中毒（未细分）'],
    ['森林脑炎', '森林脑炎'],
  ])('%s is %s, no pneumoconiosis', (raw, name) => {
    expect(readDisease(raw)).toEqual({ raw, name, stage: null, pneumoconiosis: false, listedSince: null });
  });

  it.each(['', '感冒', '观察对象'])('%p is not in the catalogue', (raw) => {
    expect(readDisease(raw)).toEqual({ raw, name: null, stage: null, pneumoconiosis: false, listedSince: null });
  });
});
