import { NameParser } from './parse-name.js';
import { RegionGazetteer } from './regions-in-names.js';
import { REGIONS } from './testing/small-city.js';

const parser = new NameParser(new RegionGazetteer(REGIONS));

function parts(name: string): (string | null)[] {
  const { regions, trade, form, tail } = parser.parse(name);
  return [regions.join(), trade.brand, trade.trade, form, tail?.key ?? null];
}

describe('a name in its parts', () => {
  it.each<[string, string, string, string, string | null, string | null]>([
    ['云岭自治区青河市北滩区宏达石料有限公司', '990101', '宏达', '石料', '有限公司', null],
    ['西山旗白石头宏达煤场', '990103001', '宏达', '煤', '场', null],
    ['青盟宏达水泥厂', '990100', '宏达', '水泥', '厂', null],
    ['清河市宏达水泥厂', '990100', '宏达', '水泥', '厂', null],
    ['宏达石料（北滩区）有限责任公司', '990101', '宏达', '石料', '有限公司', null],
    ['宏达（集团）股份有限公司', '', '宏达', '', '集团股份有限公司', null],
    ['宏达石料有限公司第一分公司', '', '宏达', '石料', '有限公司', 'branch::1分公司'],
    ['宏达石料有限公司北滩区项目部', '', '宏达', '石料', '有限公司', 'project:990101:项目部'],
    ['宏达石料有限公司选矿厂', '', '宏达', '石料', '有限公司', 'branch::选矿厂'],
    ['宏达石料厂（分厂）', '', '宏达', '石料', '厂', 'branch::分厂'],
    ['宏达石料有限公司-1', '', '宏达', '石料', '有限公司', 'account:1'],
    ['宏达煤矿二号井', '', '宏达', '煤矿', '矿', 'branch::2号井'],
    ['三一矿业有限公司', '', '三一', '矿业', '有限公司', null],
  ])('%s', (name, region, brand, trade, form, tail) => {
    expect(parts(name)).toEqual([region, brand, trade, form, tail]);
  });

  it('never peels a region when only trade words would remain', () => {
    expect(parts('北滩区水泥厂')).toEqual(['', '北滩区', '水泥', '厂', null]);
    expect(parts('青河市北滩区水泥厂')).toEqual(['990100', '北滩区', '水泥', '厂', null]);
  });

  it('takes a short town name for a region only behind its county', () => {
    expect(parts('新华兴旺煤场')).toEqual(['', '新华兴旺', '煤', '场', null]);
    expect(parts('北滩区新华兴旺煤场')).toEqual(['990101001', '兴旺', '煤', '场', null]);
    expect(parts('东原县新华兴旺煤场')).toEqual(['990102', '新华兴旺', '煤', '场', null]);
  });

  it('leaves a region that the tree does not know in the 字号', () => {
    expect(parts('远山市宏达石料有限公司')).toEqual(['', '远山市宏达', '石料', '有限公司', null]);
  });

  it('keeps every region of a name that contradicts itself', () => {
    expect(parser.parse('北滩区宏达石料（东原县）有限公司').regions).toEqual(['990101', '990102']);
  });

  it('does not take an enterprise among the statistical towns for a region', () => {
    expect(parts('青河市红柳农场有限公司')).toEqual(['990100', '红柳农场', '', '有限公司', null]);
  });
});
