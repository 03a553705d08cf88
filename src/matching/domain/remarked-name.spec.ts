import { formerNamesIn, splitRemarkedName } from './remarked-name.js';

describe('the other names in a remark', () => {
  it.each<[string, string[]]>([
    ['原名北滩区红旗石材厂', ['北滩区红旗石材厂']],
    ['原名：东原县红旗砖厂，2019年更名', ['东原县红旗砖厂']],
    ['曾用名"北滩市水泥厂"', ['北滩市水泥厂']],
    ['原名红旗煤矿、东风煤矿', ['红旗煤矿', '东风煤矿']],
    ['2020年6月更名为云岭宏达矿业有限公司', ['云岭宏达矿业有限公司']],
    ['名称变更为：青河市宏达（集团）有限公司（2021年）', ['青河市宏达(集团)有限公司']],
    ['由东原县红旗砖厂变更为东原县宏达建材有限公司', ['东原县宏达建材有限公司', '东原县红旗砖厂']],
    ['原北滩区第二水泥厂，停产', ['北滩区第二水泥厂']],
    ['原名：云岭（北滩）矿业有限公司', ['云岭(北滩)矿业有限公司']],
    ['（曾用名：东原县青昌石材厂）', ['东原县青昌石材厂']],
    ['由青河县方巨选矿厂更名而来', ['青河县方巨选矿厂']],
    ['原名称为东原县青昌石材厂，2019年变更', ['东原县青昌石材厂']],
    ['更名为东原县青昌石材厂', ['东原县青昌石材厂']],
    ['现名：东原县青昌石材厂', ['东原县青昌石材厂']],
    ['原名东原县青昌石材厂，停产，留守2人；外埠参保', ['东原县青昌石材厂']],
  ])('%s', (remark, names) => {
    expect(formerNamesIn(remark)).toEqual(names);
  });

  it.each(['', '正常', '停产，留守3人', '原法人已更换', '原地址北滩区', '原名不详', '变更为停产', '已转产，不产生粉尘', '2021年注销'])(
    'finds none in "%s"',
    (remark) => {
      expect(formerNamesIn(remark)).toEqual([]);
    },
  );
});

describe('a name with remarks around it', () => {
  it('loses serial, status and former name, and keeps its own spelling', () => {
    expect(splitRemarkedName('（3）宏達石料（集团）有限公司（停产）（原名：红旗采石场）')).toEqual({
      name: '宏達石料（集团）有限公司',
      notes: ['停产'],
      aliases: ['红旗采石场'],
    });
  });

  it('loses a status that stands without brackets', () => {
    expect(splitRemarkedName('宏达砖厂 已停产')).toEqual({ name: '宏达砖厂', notes: ['已停产'], aliases: [] });
  });

  it.each(['宏达石料（北滩区）有限公司', '宏达砖厂（分厂）', '宏达砖厂（北滩区）', '宏达石料有限公司-1'])('keeps %s whole', (name) => {
    expect(splitRemarkedName(name)).toEqual({ name, notes: [], aliases: [] });
  });
});
