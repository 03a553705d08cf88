/**
 * The words that invented names are made of. The rules of matching never see these tables, and the tables hold on purpose what the rules do
 * not list: trades, look-alikes and misspelt regions. No combination is meant to be a real enterprise.
 */
const list = (text) => text.trim().split(/\s+/);

/** Syllables of a 字号, fashionable ones first. */
export const SYLLABLES = [
  ...'鑫宏达源盛兴隆恒瑞丰华泰利福金德通昌嘉诚和永安顺祥惠博明亿众新天海龙腾鹏飞云山峰河岭草原蒙北阳东西中南方正大广联合力信义国民建业光辉荣富贵宝玉银铜',
  ...'鼎立伟志远航宇星辰昊晟旭晨曦雅美佳康健平乐世纪长城江川林森木青松柏桦桐梓润泽浩淼清波涛腾凯旋胜捷迅驰骏马牛犇羊驼鹿鹤雁鸿雕鹰虎豹熊翔翼卓越超群冠领先锋创',
  ...'佰仟万千百十三五六八九同聚汇集融贯贸际赢益增茂繁葆春夏秋冬雨雪霜露雷霆电火炎焱岩磊石垚土坤乾元亨贞吉祺祯禄寿禧庆贺欢欣悦怡景弘毅诺守恪勤俭朴真善慈仁礼智',
];

/** Trades of the key industries with spellings that people exchange; forms that go with them. */
export const KEY_TRADES = [
  ...list('煤业/煤炭/煤矿 煤炭运销/煤炭销售/煤炭 洗煤/选煤 焦化/煤焦化 露天煤矿/煤矿 储煤/煤炭仓储 型煤/洁净煤'),
  ...list(
    '矿业/矿产/矿山 矿业开发/矿产开发 铁矿/铁矿采选 采选/选矿 铅锌矿/铅锌采选 萤石/萤石矿 石墨/石墨矿 膨润土/膨润土矿 蛭石/蛭石矿 硅石/石英岩 菱镁/菱镁矿 尾矿综合利用/尾矿利用',
  ),
  ...list(
    '冶炼/冶金 铁合金/合金 硅铁/硅铁冶炼 铸造/铸业 有色金属/有色 钢铁/钢业 轧钢/钢材轧制 球团/球团矿 电解铝/铝业 锌业/锌冶炼 金属硅/工业硅',
  ),
  ...list(
    '水泥/水泥制造 商砼/混凝土/商品混凝土 建材/建筑材料 新型建材/新型建筑材料 石料/石材/碎石 石材加工/石材 砂石/砂石料/机制砂 页岩砖/砖业 耐火材料/耐火砖 保温材料/保温建材 玻璃/玻璃制品',
  ),
  ...list(
    '陶瓷/瓷业 石膏/石膏粉 岩棉/岩棉制品 管桩/水泥制品 加气块/加气混凝土 珍珠岩/膨胀珍珠岩 硅微粉/石英粉 预制构件/预制件 石灰/白灰 砼构件/混凝土构件 沥青拌合/沥青混凝土',
  ),
].map((row) => row.split('/'));

/** What most other insured units do. */
export const OTHER_TRADES = list(
  `商贸/贸易 运输/物流 汽车运输/运输 建筑安装/建筑 建筑工程/建筑 劳务/劳务服务 物业服务/物业 餐饮/餐饮管理 农牧业/农牧 农业开发/农业 养殖/牧业 种业/种子 酒店/宾馆 药业/医药
  科技/信息科技 广告/传媒 汽车销售/汽贸 加油/石油 粮油/粮食 食品/食品加工 乳业/乳品 饲料/饲料加工 纺织/绒毛 房地产/房地产开发 园林绿化/园林 市政工程/市政 电力/电力工程 热力/供热 水务/供水 保安服务/保安
  幼教/教育 检测/检测技术 家政/家政服务 殡葬/殡仪服务 珠宝/金店 眼镜/眼镜店 二手车/旧机动车 快递/速递 直播/网络`,
).map((row) => row.split('/'));

export const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
export const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文辉建国志海云龙飞'];
export const STREETS = list(
  '胜利路 建设街 新华西街 解放东路 团结村 红旗村 新建村 一社 二社 三社 工业园区 110国道北 铁南街 光明村 永胜村 民生街 黄河大街 利民街',
);

/** Characters that sound alike, by group. */
export const HOMOPHONES = list(
  '鑫信新欣馨 宏鸿洪弘红 达答 源原园元远圆 盛胜晟圣 恒衡横珩 瑞睿锐蕊 丰峰锋沣枫 华桦骅 兴星 鼎顶 泰太 利力立丽励 福富阜孚 金锦晋津今 德得 隆龙 腾滕藤 昌长 通同桐 嘉佳家加 诚成城程承呈 和合河禾荷 永咏 安桉 祥翔详 惠慧汇辉晖会 博伯铂 明铭鸣 亿益义毅易谊 众忠中 天添 海亥 鹏朋彭 飞非 云芸 岭领玲 蒙萌 阳杨洋 东冬 方芳 联连莲 建健 光广 荣容融 宝保葆 玉裕宇 志智 伟卫威 旭绪 平萍 世时 青清 松淞 润闰 浩昊皓 凯恺',
).map((group) => [...group]);

/** Characters that look alike, by group. */
export const LOOK_ALIKES = list(
  '瑞端 鑫淼磊 晟晨 恒桓 隆降 庆床 腾滕 祥样 昌冒 源塬 磊垒 昊旲 宇字 旺汪 博搏 海诲 建健 伟炜 亚业 鹏朋 荣莱 宁宇 巨臣 川州 北比 云去 天夭 兴共 诚城 河何 惠慧 福幅 光先 信倍 达迖 盛盆 泰秦 通逋 嘉喜 和知 永水 安宴 顺须 明朋 新斩 丰半 华毕 龙尤 力刀 富宫 岭铃 阳阴 青清 润闰 原愿 民氏 志忘 辉挥 凯剀 飞乙 银很 石右 林材 森淼',
).map((group) => [...group]);

/** Simplified characters of the tables above in traditional spelling, and of forms and trades. */
export const TRADITIONAL = new Map(
  list(
    '达達 兴興 华華 龙龍 腾騰 鹏鵬 飞飛 云雲 岭嶺 阳陽 东東 广廣 联聯 义義 国國 业業 辉輝 荣榮 贵貴 宝寶 银銀 铜銅 伟偉 远遠 凯凱 驰馳 骏駿 马馬 鸿鴻 胜勝 创創 锋鋒 顺順 长長 万萬 汇匯 亿億 众眾 丰豐 鑫鑫 诚誠 润潤 泽澤 涛濤 庆慶 贺賀 欢歡 矿礦 煤煤 运運 销銷 炼煉 铁鐵 铸鑄 钢鋼 锌鋅 铝鋁 砖磚 硅硅 厂廠 场場 车車 责責 构構 筑築 团團 营營 资資 开開 发發 贸貿 选選 综綜 属屬 属屬 刚剛 强強 进進 时時 电電 声聲',
  ).map((pair) => [pair[0], pair[1]]),
);

/** Regions as people write them although the table of regions does not list the spelling. */
export const MISSPELT = [
  ['巴彦淖尔', list('巴彦卓尔 巴彦淖儿 巴彥淖尔 巴颜淖尔 巴彦诺尔 巴彦尔 巴音淖尔 巴彦淖耳')],
  ['乌拉特', list('乌拉持 乌位特 鸟拉特 乌拉待')],
  ['临河', list('临合 林河 临何')],
  ['五原', list('五源 伍原')],
  ['磴口', list('蹬口 登口 瞪口')],
  ['杭锦', list('杭绵 航锦 杭棉')],
  ['内蒙古', list('内蒙 内蒙古自治 内蒙占')],
];

export const STATUS_NOTES = list(
  '（停产） (停产) （长期停产） （已停产） （在建） （注销） (拟注销) （半停产） 【停产】 （停产，留守2人） （季节性生产） （2019年停产） （正常生产） -停产 （技改中） （环保不达标） （已转让）',
);

/** Places that no table of an installation lists: where head offices and namesakes sit. */
export const ELSEWHERE = list('北京 上海 包头市 鄂尔多斯市 呼和浩特市 宁夏 银川市 山西 太原市 榆林市 河北 天津 陕西神木 乌海市');
