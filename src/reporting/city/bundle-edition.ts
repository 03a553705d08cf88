import { holdsPersonalData, type ReportForm } from '../domain/index.js';
import { maskedForm } from '../forms/index.js';

/** How an archive shows personal data: what becomes of each form, and what 清单 says of it. */
export interface BundleEdition {
  readonly rewrite: (form: ReportForm, bytes: Buffer) => Promise<Buffer>;
  readonly said: (form: ReportForm) => string;
  readonly notice: string;
}

/** As archives are made: 附件3 without names and ID numbers. */
export const MASKED: BundleEdition = {
  rewrite: (form, bytes) => (holdsPersonalData(form) ? maskedForm(bytes) : Promise.resolve(bytes)),
  said: (form) => (holdsPersonalData(form) ? '脱敏' : '原件'),
  notice: '附件3的姓名和身份证号码已脱敏；文件校验值是报送原件的校验值。需要原件请提出导出申请。',
};

/** As handed in. `notice` says who took the archive away. */
export const inTheClear = (notice: string): BundleEdition => ({
  rewrite: (_form, bytes) => Promise.resolve(bytes),
  said: () => '原件',
  notice,
});
