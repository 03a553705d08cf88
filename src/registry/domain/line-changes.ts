import { changedFields, type ComparedField } from './handover.js';
import type { RegistryLine } from './model.js';

/** What a field of a line said and says, in words. */
export interface LineChange {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

const LABELS: Readonly<Record<ComparedField, string>> = {
  name: '企业名称',
  industryCode: '重点行业',
  industryText: '所属行业',
  address: '企业地址',
  headcount: '职工人数',
  contact: '企业联系人',
  phones: '联系电话',
  remark: '备注',
  creditCode: '统一社会信用代码',
  legalRepresentative: '法定代表人',
  businessScope: '经营范围',
  dustExposedHeadcount: '接尘人数',
};

/** The fields in which a line differs from an earlier one; `industryName` says an industry's code in words. */
export function lineChanges(before: RegistryLine, after: RegistryLine, industryName: (code: string) => string): LineChange[] {
  const words = (line: RegistryLine, field: ComparedField): string => {
    const value = line[field];
    if (value === null) return '';
    return field === 'industryCode' ? industryName(String(value)) : String(value);
  };
  return changedFields(before, after).map((field) => ({ label: LABELS[field], from: words(before, field), to: words(after, field) }));
}
