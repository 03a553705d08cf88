/**
 * Trade words (行业用语) as they stand between the 字号 and the organisation form. Words of one row are kindred: an enterprise that changed
 * its name, or whose clerk wrote it from memory, moves within a row, seldom across rows.
 */
const ROWS: Readonly<Record<string, string>> = {
  coal: '煤炭运销 煤炭销售 煤炭贸易 煤炭加工 煤炭 煤业 煤矿 洗煤 选煤 煤焦化 焦化 焦煤 煤化工 露天煤矿 煤电 能源 储煤 型煤',
  mining:
    '铜业矿山 矿业开发 矿产开发 矿产资源开发 矿产资源 矿产品 矿产 矿业 矿山 采矿 采选 选矿 铁选 矿粉 尾矿 铁矿 铜矿 金矿 铅锌矿 萤石矿 萤石 硅石 石墨 石墨矿 膨润土 沸石 白云石 长石 云母 磷矿',
  metal:
    '有色金属冶炼 有色金属 金属冶炼 钢铁 炼钢 炼铁 冶炼 冶金 铁合金 硅铁 硅锰 合金 铸造 铸业 锌业 铜业 铝业 镁业 铅业 钢业 铁业 金属制品 金属材料 金属 电解 炉料',
  stone:
    '石灰石开采 石灰石 石料开采 石料加工 石料 石材加工 石材 采石 砂石料 砂石 沙石 采砂 砂料 沙场 砂场 石业 花岗岩 大理石 石灰 白灰 碎石 石英砂 硅砂 石子',
  building:
    '新型建筑材料 新型墙体材料 新型建材 建筑材料 墙体材料 墙材 耐火材料 保温材料 防水材料 建材 水泥制品 水泥 商品混凝土 混凝土搅拌 预拌混凝土 混凝土 商砼 砼业 砂浆 砖业 页岩砖 粘土砖 空心砖 机砖 红砖 砖瓦 砌块 加气块 石膏 玻璃 玻璃制品 陶瓷 岩棉 管桩 水泥管 预制构件 预制件 预制 管业 碳素 炭素 瓷业',
  chemistry: '精细化工 化工 化学 生物化工 化肥 肥业 涂料 塑料制品 塑料 塑业 橡胶',
  machinery: '机械制造 机械设备 机械加工 机械 设备制造 机电设备 机电 装备制造 电气设备 电气 仪器仪表 五金',
  construction:
    '建筑安装工程 建筑安装 建筑工程 建筑劳务 建筑 市政工程 路桥工程 路桥 公路工程 水利工程 园林绿化 装饰工程 装饰装修 装饰 工程建设 工程施工 工程 安装 爆破工程 爆破 钻探',
  transport: '运输服务 道路运输 货物运输 汽车运输 物流运输 运输 物流 仓储 运销 货运 客运',
  trade:
    '商贸 贸易 经贸 工贸 物资贸易 物资 汽车销售 销售 经销 批发 零售 百货 超市 进出口 实业 实业发展 发展 投资 投资管理 资产管理 控股 开发',
  service:
    '劳务 劳务派遣 人力资源 物业服务 物业管理 物业 餐饮管理 餐饮服务 餐饮 酒店管理 酒店 宾馆 文化传媒 文化传播 传媒 广告 旅游 咨询 管理咨询 技术服务 服务 信息技术 信息科技 网络科技 科技发展 科技 环保科技 环保工程 环保 新能源 电力 热力 供热 供水 水务 燃气 房地产开发 房地产 置业 地产 医疗 汽车维修 汽车修理 保安服务 教育 培训',
  food: '农牧业发展 农牧业开发 农牧业 农业发展 农业开发 农业 牧业 林业 种业 养殖 种植 食品加工 食品 乳业 粮油 面业 面粉 饲料 酒业 肉业 果蔬 番茄制品 药业 制药 生物科技 医药 绒毛 羊绒 纺织 服装 皮革 造纸 印刷 包装',
  public: '幼儿 粮 中学 小学 卫生 人民医 养老',
};

/** One-character trades: only directly before 厂, 场, 矿 or 窑 (砖厂, 煤场, 铁矿). */
const SHORT_TRADES: Readonly<Record<string, string>> = { coal: '煤', mining: '铁铜金铅锌锰钼', stone: '石砂沙灰', building: '砖瓦' };
const FORMS_AFTER_SHORT_TRADE = '厂场矿窑';

const ROW_OF = new Map<string, string>();
for (const [row, words] of Object.entries(ROWS)) for (const word of words.split(' ')) ROW_OF.set(word, row);
const LONGEST = Math.max(...[...ROW_OF.keys()].map((word) => word.length));
const SHORT_ROW_OF = new Map<string, string>();
for (const [row, characters] of Object.entries(SHORT_TRADES)) for (const character of characters) SHORT_ROW_OF.set(character, row);

export interface TradeSplit {
  /** The 字号: what is left in front of the trade words. */
  readonly brand: string;
  /** The trade words, as one string. */
  readonly trade: string;
  /** The rows that they belong to. */
  readonly rows: readonly string[];
}

/** Parts 字号 and trade words of a name that has neither region nor form any more. A 字号 is never left empty. */
export function splitTrade(stem: string, form: string | null): TradeSplit {
  let brand = stem;
  const rows = new Set<string>();
  const short = form !== null && FORMS_AFTER_SHORT_TRADE.includes(form) ? shortTradeAt(brand) : null;
  for (let word = longestTradeAt(brand) ?? short; word !== null && brand.length > word.length; word = longestTradeAt(brand)) {
    brand = brand.slice(0, -word.length);
    const row = ROW_OF.get(word) ?? SHORT_ROW_OF.get(word);
    if (row !== undefined) rows.add(row);
  }
  return { brand, trade: stem.slice(brand.length), rows: [...rows] };
}

/** True where nothing but trade words (or nothing at all) is left: then a region in front of them is the 字号. */
export function isOnlyTrade(stem: string, form: string | null): boolean {
  if (stem === '') return true;
  const { brand } = splitTrade(stem, form);
  if (ROW_OF.has(brand)) return true;
  return brand === stem && form !== null && FORMS_AFTER_SHORT_TRADE.includes(form) && SHORT_ROW_OF.has(brand);
}

/** Trades in a common row, or one of them unstated. */
export function areKindred(left: TradeSplit, right: TradeSplit): boolean {
  if (left.rows.length === 0 || right.rows.length === 0) return true;
  return left.rows.some((row) => right.rows.includes(row));
}

function longestTradeAt(text: string): string | null {
  for (let length = Math.min(LONGEST, text.length); length > 1; length -= 1) {
    const word = text.slice(-length);
    if (ROW_OF.has(word)) return word;
  }
  return null;
}

function shortTradeAt(text: string): string | null {
  const last = text.slice(-1);
  return SHORT_ROW_OF.has(last) ? last : null;
}
