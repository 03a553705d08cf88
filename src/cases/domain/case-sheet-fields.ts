import type { FieldSpec } from '../../intake/domain/index.js';

export type CaseField =
  | 'sequence'
  | 'name'
  | 'sex'
  | 'idNumber'
  | 'employerName'
  | 'disease'
  | 'diagnosedOn'
  | 'recognisedOn'
  | 'assessedOn'
  | 'insured'
  | 'receivesBenefits'
  | 'remark';

const words = (text: string): string[] => text.split(' ');

/** The columns of 附件3 with the words that head them. 诊断单位 is left out: it may mean the hospital. */
export const CASE_FIELDS: readonly FieldSpec<CaseField>[] = [
  { field: 'sequence', label: '序号', synonyms: words('编号 序 No No. 行号 项次'), role: 'sequence' },
  {
    field: 'name',
    label: '姓名',
    personal: true,
    synonyms: words('职工姓名 患者姓名 病人姓名 人员姓名 劳动者姓名 工伤职工姓名 名字 aac003'),
    required: true,
    role: 'name',
    not: ['联系人', '经办'],
  },
  { field: 'sex', label: '性别', synonyms: words('男/女 sex 性别代码 男女 aac004') },
  {
    field: 'idNumber',
    label: '身份证号码',
    personal: true,
    synonyms: words(
      '身份证号 身份证 公民身份号码 公民身份证号码 居民身份证号 身份证件号码 证件号码 有效证件号码 证件号 社会保障号码 社会保障号 社保号 aac002 aac147',
    ),
    required: true,
  },
  {
    field: 'employerName',
    label: '职业病发病所在单位',
    synonyms: words(
      '发病所在单位 发病时所在单位 发病单位 用人单位 用人单位名称 所在单位 工作单位 单位名称 责任单位 接害单位 职业病危害接触单位',
    ),
    not: ['诊断单位', '诊断机构', '医院'],
  },
  {
    field: 'disease',
    label: '职业病诊断病种',
    synonyms: words('诊断病种 病种 职业病名称 职业病病名 病名 疾病名称 诊断名称 诊断结论 诊断结果 职业病种类 职业病类别 ala017'),
  },
  {
    field: 'diagnosedOn',
    label: '职业病诊断时间',
    synonyms: words('职业病诊断日期 诊断时间 诊断日期 确诊时间 确诊日期 诊断证明书日期 出具诊断书时间 诊断年月 首次诊断时间'),
    required: true,
  },
  {
    field: 'recognisedOn',
    label: '工伤认定时间',
    synonyms: words(
      '工伤认定日期 认定时间 认定日期 工伤认定决定时间 认定决定书日期 工伤认定书时间 认定工伤时间 决定书下达时间 工伤认定结论时间',
    ),
  },
  {
    field: 'assessedOn',
    label: '劳动能力鉴定时间',
    synonyms: words('劳动能力鉴定日期 鉴定时间 鉴定日期 伤残鉴定时间 劳鉴时间 鉴定结论时间 评残时间 伤残等级鉴定时间 劳动能力鉴定结论日期'),
  },
  {
    field: 'insured',
    label: '是否参保',
    synonyms: words(
      '是否参加工伤保险 是否参加工伤 工伤保险参保情况 参保情况 工伤参保 参保与否 有无参保 参保状态 是否缴纳工伤保险 是否投保',
    ),
  },
  {
    field: 'receivesBenefits',
    label: '是否领取工伤待遇',
    synonyms: words(
      '是否享受工伤待遇 是否已领取工伤保险待遇 享受工伤保险待遇情况 待遇领取情况 是否领取待遇 是否享受待遇 工伤待遇 待遇情况 是否发放待遇 领取待遇',
    ),
  },
  { field: 'remark', label: '备注', synonyms: words('说明 情况说明 备注（期别/等级） 伤残等级 期别 当前状态 存亡情况 其他') },
];
