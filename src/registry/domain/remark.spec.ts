import fc from 'fast-check';
import { readRemark, type RemarkReading } from './remark.js';

const NOTHING: RemarkReading = { proposal: null, suspended: null, insuredElsewhere: false };

describe('a 备注 that proposes an enterprise out of scope', () => {
  it.each([
    ['注销', 'deregistered'],
    ['2021年注销', 'deregistered'],
    ['吊销未注销', 'deregistered'],
    ['已破产清算', 'deregistered'],
    ['外迁', 'moved-away'],
    ['已搬迁', 'moved-away'],
    ['迁至乌海', 'moved-away'],
    ['归属五原县', 'moved-away'],
    ['非涉尘', 'not-dust'],
    ['已转产，不产生粉尘', 'not-dust'],
    ['失联', 'unreachable'],
    ['查无此企业', 'unreachable'],
    ['电话空号', 'unreachable'],
    ['停产，已注销', 'deregistered'],
    ['失联，疑似外迁', 'moved-away'],
  ])('%s: %s', (remark, proposal) => {
    expect(readRemark(remark).proposal).toBe(proposal);
  });
});

describe('a 备注 that says production has stopped or not begun', () => {
  it.each<[string, number | null]>([
    ['停产', null],
    ['长期停产', null],
    ['季节性停产', null],
    ['半停产', null],
    ['未投产', null],
    ['在建', null],
    ['停工，2020年3月起', null],
    ['停产，留守3人', 3],
    ['停产, 留守 ３ 人', 3],
    ['停产，留守人员3名', 3],
    ['停产，仅看护人员2人', 2],
    ['停产，2人看护', 2],
    ['停产，留守十二人', 12],
    ['停产，留守两人', 2],
    ['未投产，现有职工15人', 15],
    ['停产，无职工', 0],
    ['停产，原有职工50人', null],
    ['2020年3人留守，停产', 3],
    ['停产，约30人放假', null],
  ])('%s: %p people stated', (remark, statedHeadcount) => {
    expect(readRemark(remark).suspended).toEqual({ statedHeadcount });
  });
});

describe('a 备注 that says something else', () => {
  it.each(['外埠参保', '在注册地参保', '集团统一参保', '由总公司参保', '异地参保', '劳务派遣', '由派遣公司参保', '承包给某公司'])(
    '%s: insured elsewhere',
    (remark) => {
      expect(readRemark(remark)).toEqual({ ...NOTHING, insuredElsewhere: true });
    },
  );

  it('several things at once', () => {
    expect(readRemark('原名五原县青昌石材厂，停产，留守2人；外埠参保')).toEqual({
      ...NOTHING,
      suspended: { statedHeadcount: 2 },
      insuredElsewhere: true,
    });
  });
});

describe('a 备注 that means nothing', () => {
  it.each([
    null,
    '',
    '正常',
    '正常生产',
    '未注销',
    '无停产',
    '没有停产',
    '从未停产',
    '未外迁',
    '停产后已复产',
    '2020年停工，已恢复生产',
    '未在注册地参保',
    '原名五原县青昌石材厂',
    '更名为五原县青昌石材厂',
    '由磴口县方巨选矿厂更名而来',
    '季节工12人',
  ])('%p', (remark) => {
    expect(readRemark(remark)).toEqual(NOTHING);
  });

  it('but a denied resumption leaves the stop', () => {
    expect(readRemark('停产，至今未复产').suspended).toEqual({ statedHeadcount: null });
  });

  it('never throws, and never states a number where nothing has stopped', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[停产留守未已注销原名更为0-9三人，。]{0,16}$/)), (remark) => {
        const { suspended } = readRemark(remark);
        expect(suspended === null || suspended.statedHeadcount === null || suspended.statedHeadcount >= 0).toBe(true);
      }),
    );
  });
});
