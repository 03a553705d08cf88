/** `compulsory` refuses submission, `advisory` has to be acknowledged, `notice` is only shown. */
export type Severity = 'compulsory' | 'advisory' | 'notice';

interface Check {
  readonly severity: Severity;
  /** What is checked. */
  readonly name: string;
  /** What to do. */
  readonly remedy: string;
}

const check = (severity: Severity, name: string, remedy: string): Check => ({ severity, name, remedy });

/**
 * The checks of a report. O, T and L are the order, timeliness and logic checks of 附件3; the form holds result dates only, so lateness is
 * suspected, never stated. M: cells that the form cannot do without. S: the coverage summary and the report as a whole.
 */
export const CHECKS = {
  O1: check('compulsory', '诊断时间晚于统计期间截止日或晚于今天', '请核对职业病诊断时间'),
  O2: check('compulsory', '诊断时年龄不在 16—95 岁之间', '请核对身份证号码和职业病诊断时间'),
  O3: check('compulsory', '工伤认定时间早于职业病诊断时间', '请核对；属晋期、复查、换证、补诊的请在备注写明'),
  O4: check('compulsory', '劳动能力鉴定时间早于工伤认定时间', '请核对；属复查鉴定的请在备注写明'),
  O5: check('compulsory', '有劳动能力鉴定时间而无工伤认定时间', '请补填工伤认定时间；2004 年前的老工伤请在备注写明“老工伤”'),
  O6: check('advisory', '工伤认定时间早于《工伤保险条例》施行（2004-01-01）', '属老工伤的请核实文书'),
  O7: check('advisory', '诊断时间早于《职业病防治法》施行（2002-05-01）', '属老病例的请核实'),
  O8: check('advisory', '职业病诊断时间与工伤认定时间为同一天', '疑似误填，请核对'),
  O9: check('advisory', '日期只精确到年或月', '按区间比较，不参与时限判断；请尽量补全'),
  T1: check('notice', '尚无工伤认定，在单位申报期内', '单位应自诊断之日起 30 日内申请（《工伤保险条例》第十七条第一款）'),
  T2: check('advisory', '尚无工伤认定，单位 30 日申报期即将届满', '请提醒单位申请工伤认定（《工伤保险条例》第十七条第一款）'),
  T3: check('advisory', '尚无工伤认定，疑似单位逾期未申报', '请告知职工可在一年内自行申请（《工伤保险条例》第十七条第二款）'),
  T4: check('advisory', '尚无工伤认定，距一年申请时效届满不足 30 日', '请督办（《工伤保险条例》第十七条第二款）'),
  T5: check('advisory', '诊断超过一年仍无工伤认定，疑似超过申请时效', '请先核查不计入的时间（法释〔2014〕9号第七条）和是否已申请在办'),
  T8: check('advisory', '诊断至认定超过 105 日', '疑似单位逾期申报或有补正、中止，请补录申请日和受理日'),
  T9: check('advisory', '诊断至认定超过 441 日', '疑似超过一年申请时效或为晋期前的旧认定，请核实'),
  T10: check('advisory', '认定超过 12 个月尚无劳动能力鉴定', '请提示启动鉴定（停工留薪期一般不超过 12 个月，《工伤保险条例》第三十三条）'),
  T11: check('notice', '认定至鉴定超过 24 个月又 90 日', '请核实'),
  T12: check('advisory', '已鉴定、已参保，超过 60 日未领取工伤待遇', '请列入待遇未落实清单核实'),
  L1: check('advisory', '未参保却领取工伤待遇', '请核实是否先行支付（《社会保险法》第四十一条）、补缴后新发生费用或单位支付误填'),
  L2: check('compulsory', '填“已参保”，但发病所在单位没有对应的参保单位，本人也不在参保明细', '请交叉核对是否参保'),
  L3: check('advisory', '填“未参保”，但本人在工伤保险参保明细中有效', '请核实填报是否有误，或是否在诊断后参保'),
  L4: check('advisory', '首次参加工伤保险晚于诊断', '疑似先病后保，基金只支付新发生的费用，请核实'),
  L5: check('compulsory', '性别与身份证号码第 17 位不一致', '请对照证件核对'),
  L6: check('advisory', '发病所在单位不在附件2名册', '请核实是否漏报、更名、注销、外埠或属其他旗县区'),
  L7: check('advisory', '诊断病种不是职业病目录中的名称', '请按诊断证明书填写'),
  L8: check('advisory', '尘肺病没有写明期别', '请补填壹期、贰期或叁期'),
  L9: check('compulsory', '同一身份证号码、同一病种重复', '请核对后只保留一行；晋期请写在备注'),
  L10: check('advisory', '领取工伤待遇而无工伤认定时间', '请核实是否老工伤、视同工伤或误填'),
  L11: check('advisory', '劳动能力鉴定时间与此前报表所填不一致', '请核对以哪个为准；属复查鉴定的请在备注写明'),
  L12: check(
    'notice',
    '诊断时可能已超过法定退休年龄',
    '请核实是退休后诊断还是超龄用工；2026-07-01 起用人单位应为超龄劳动者参加工伤保险（人社部等五部门令第56号）',
  ),
  L13: check('advisory', '同一身份证号码有不同病种', '请核实是否确为两种职业病'),
  L14: check('advisory', '同一人的同一病种另有旗县区上报，属上报冲突', '请与市级人社部门联系，由其核定归属'),
  M1: check('compulsory', '缺必填内容', '请补填'),
  M2: check('compulsory', '身份证号码不正确', '请对照证件核对'),
  M3: check('compulsory', '日期无法识别', '请写成 2020-03-22 的样子；只知道年月的写成 2020-03'),
  S1: check('compulsory', '参保人数大于职工人数', '请核对两项人数'),
  S2: check('compulsory', '已参保企业数大于企业数', '请核对两项户数'),
  S3: check('compulsory', '覆盖率、是否达标或缺口与人数不符', '请核对，或撤销对该项的更改'),
  S4: check('advisory', '更改过的单元格，其系统数据后来又有变化', '请核对更改是否仍然成立'),
  S5: check('advisory', '合计与各行业之和不符', '请核对更改的数字'),
  S6: check('advisory', '没有参保数据或名册数据，无法计算覆盖率', '请先导入数据，或确认按无数据报送'),
  S7: check('advisory', '统计期间尚未结束', '之后诊断的病例将转入下期补报'),
  S8: check('advisory', '有病例的诊断时间不在任何一期报表的统计期间内', '请由市级审核员补建该期报表'),
} as const satisfies Readonly<Record<string, Check>>;

export type CheckId = keyof typeof CHECKS;
