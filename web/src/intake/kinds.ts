/** The tables that can be imported, as people call them, and what to know before choosing one. */
export const KINDS = [
  {
    kind: 'registry',
    name: '企业底数（附件2）',
    from: '卫健部门移交的尘肺病重点行业企业信息一览表',
    county: true,
    month: '填报时间所在月',
  },
  { kind: 'enrolment-unit', name: '单位参保', from: '社保经办系统按单位导出，每月一份', county: false, month: '表中的费款所属期' },
  { kind: 'enrolment-person', name: '个人参保', from: '社保经办系统按人导出，可有百万行', county: false, month: '表中的费款所属期' },
  { kind: 'roster', name: '实名花名册', from: '企业报来的职工名单', county: true, month: '最近一次入职或离职所在月' },
  { kind: 'cases', name: '职业病人员（附件3）', from: '职业病人员统计情况表', county: true, month: '诊断时间' },
] as const;

export const kindName = (kind: string): string => KINDS.find((known) => known.kind === kind)?.name ?? kind;
