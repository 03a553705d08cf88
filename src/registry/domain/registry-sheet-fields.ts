import type { FieldSpec } from '../../intake/domain/index.js';

export type RegistryField =
  | 'sequence'
  | 'industry'
  | 'name'
  | 'address'
  | 'headcount'
  | 'contact'
  | 'phones'
  | 'remark'
  | 'creditCode'
  | 'legalRepresentative'
  | 'businessScope'
  | 'dustExposedHeadcount'
  | 'countyText';

const words = (text: string): string[] => text.split(' ');

/** The columns of 附件2 and of the layouts that counties use instead, with the words that head them; the Rules 二(一) add 经营范围 and 法人代表. */
export const REGISTRY_FIELDS: readonly FieldSpec<RegistryField>[] = [
  { field: 'sequence', label: '序号', synonyms: words('编号 序 No No. 行号 项次 # 顺序号'), role: 'sequence' },
  {
    field: 'industry',
    label: '所属行业',
    synonyms: words('行业 行业类别 行业类型 行业分类 所属行业类别 重点行业 行业名称 国民经济行业 行业代码 行业大类 企业所属行业'),
    fillDown: true,
  },
  {
    field: 'name',
    label: '企业名称',
    synonyms: words(
      '单位名称 用人单位名称 用人单位 公司名称 企业（单位）名称 企业全称 厂矿名称 矿山名称 名称 纳税人名称 参保单位名称 参保单位 缴费单位名称 缴费人名称 aae044 aab004 aab069',
    ),
    required: true,
    not: ['主管', '派遣'],
    role: 'name',
  },
  {
    field: 'address',
    label: '企业地址',
    synonyms: words('地址 单位地址 生产经营地址 经营地址 工作场所地址 场所地址 详细地址 注册地址 住所 通讯地址 联系地址 企业所在地'),
  },
  {
    field: 'headcount',
    label: '职工人数',
    synonyms: words(
      '职工总数 用工人数 用工总数 从业人数 从业人员数 员工人数 在册职工 在册职工人数 现有职工 在岗职工人数 在职人数 企业总人数 劳动者人数 总人数 人数',
    ),
    required: true,
    not: words('参保 接尘 接触 接害 缴费 体检 培训 女 农民工 临时 派遣 管理'),
  },
  {
    field: 'contact',
    label: '企业联系人',
    personal: true,
    synonyms: words('联系人 联系人姓名 单位联系人 法人/联系人 职业卫生管理人员 社保专管员 专管员 经办人 办事人员 企业负责人 负责人'),
    not: ['电话', '手机', '法'],
  },
  {
    field: 'phones',
    label: '联系电话',
    personal: true,
    synonyms: words('电话 联系方式 联系人电话 手机号码 手机号 手机 电话号码 移动电话 联系手机 办公电话 固定电话'),
  },
  {
    field: 'remark',
    label: '备注',
    synonyms: words('备注说明 情况说明 说明 企业状态 经营状态 生产状态 停产情况 是否正常生产 现状 其他'),
  },
  {
    field: 'creditCode',
    label: '统一社会信用代码',
    synonyms: words(
      '社会信用代码 信用代码 统一信用代码 社会统一信用代码 纳税人识别号 税号 证照号码 营业执照号 营业执照注册号 组织机构代码 aab998 bab010',
    ),
  },
  {
    field: 'legalRepresentative',
    label: '法定代表人',
    personal: true,
    synonyms: words('法人代表 法人 法人姓名 法定代表 企业法人 法人（负责人） 负责人姓名'),
    not: ['电话', '身份证', '证件'],
  },
  { field: 'businessScope', label: '经营范围', synonyms: words('主营业务 经营项目 许可经营范围 主要产品') },
  {
    field: 'dustExposedHeadcount',
    label: '接尘人数',
    synonyms: words('接触粉尘人数 接触粉尘劳动者人数 接尘劳动者 接尘工人数 接害人数 粉尘作业人数 接触职业病危害人数'),
  },
  {
    field: 'countyText',
    label: '旗县区',
    synonyms: words('旗县 县区 所在旗县 所属旗县区 辖区 行政区划 所属地区 地区 参保地 统筹区 aab301'),
  },
];
