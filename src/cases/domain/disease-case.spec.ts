import { asLocalDate } from '../../kernel/index.js';
import { isChangedCase, type DiseaseCase } from './disease-case.js';

const known: DiseaseCase = {
  countyCode: '150802',
  name: '某某',
  sex: '男',
  idNumber: '152801197003151231',
  employerName: '福星石材厂',
  diseaseText: '矽肺壹期',
  diseaseName: '矽肺',
  stage: '壹期',
  diagnosedOn: asLocalDate('2020-03-01'),
  diagnosedPrecision: 'month',
  diagnosedText: '2020-03',
  recognisedText: '',
  assessedText: '',
  insured: '是',
  receivesBenefits: '',
  remark: '',
};

describe('what a clerk would call a change of a case', () => {
  it('is none where the form would look the same', () => {
    expect(isChangedCase(known, { ...known })).toBe(false);
  });

  it.each<Partial<DiseaseCase>>([
    { name: '某甲' },
    { sex: '女' },
    { employerName: '紫德石材厂' },
    { diseaseText: '矽肺贰期', stage: '贰期' },
    { diagnosedOn: asLocalDate('2020-03-22'), diagnosedPrecision: 'day', diagnosedText: '2020-03-22' },
    { recognisedText: '2020-05' },
    { assessedText: '待鉴定' },
    { insured: '否' },
    { receivesBenefits: '办理中' },
    { remark: '晋期' },
  ])('is %p', (changes) => {
    expect(isChangedCase(known, { ...known, ...changes })).toBe(true);
  });
});
