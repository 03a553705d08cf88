// What the golden forms say. All of it is made up.

const CITY = '巴彦淖尔市';
const FILLED_ON = '2022-10-09';
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const INDUSTRIES = ['煤矿', '非煤矿山', '冶金', '建材'];
/** Several pages of A4. */
const LONG = 90;
const REMARKS = [
  '汇总范围：只汇总市级已接收的报表。应报 7 个旗县区，已接收 5 个；未接收、未计入本表的 2 个：乌拉特后旗（填报中）、杭锦后旗（未开始）。',
];

const numbered = (count, make) => Array.from({ length: count }, (_, index) => make(index + 1));

const enterprise = (number) => ({
  industry: INDUSTRIES[number % 4],
  name: `临河区样例${number}厂`,
  address: number % 10 === 0 ? `临河区样例镇样例村${number}号，与乌拉特前旗交界处公路以北第三个路口` : `临河区样例村${number}号`,
  headcount: number % 7 === 0 ? '约30' : number,
  contact: '甲某',
  phone: `134${String(number).padStart(8, '0')}`,
  remark: number % 9 === 0 ? '停产，留守1人' : '',
});

const annex2 = (rows) => ({
  cityName: CITY,
  reportingUnit: '临河区卫生健康委员会',
  filledOn: FILLED_ON,
  departmentHead: '乙某',
  filledBy: '丙某',
  phone: '0478-0000000',
  rows,
});

const person = (number) => ({
  name: '甲某',
  sex: number % 5 === 0 ? '女' : '男',
  idNumber: `1508021970010${String(number).padStart(5, '0')}`,
  employer: `临河区样例${number}矿业有限责任公司`,
  disease: '矽肺壹期',
  diagnosedOn: '2022-07-15',
  recognisedOn: number % 3 === 0 ? '' : '2022-08-20',
  assessedOn: number % 3 === 0 ? '' : '2022-09',
  insured: '是',
  receivesBenefits: number % 3 === 0 ? '否' : '是',
  remark: number % 8 === 0 ? '补报' : '',
});

const annex3 = (reportingUnit, rows, remarks) => ({ cityName: CITY, reportingUnit, filledOn: FILLED_ON, rows, remarks });

const FIGURES = {
  enterprises: 12,
  insuredEnterprises: 10,
  headcount: 1234,
  insured: 1111,
  interval: { min: 1111, max: 1200 },
  rate: '90.03',
  target: 100,
  met: false,
  gap: 123,
};

const NO_DATA = {
  enterprises: 0,
  insuredEnterprises: 0,
  headcount: 0,
  insured: null,
  interval: null,
  rate: null,
  target: null,
  met: null,
  gap: null,
};

const detail = (number) => ({
  industry: INDUSTRIES[number % 4],
  name: `临河区样例${number}厂`,
  headcount: number % 9 === 0 ? null : 20,
  insured: number % 9 === 0 ? null : 18,
  insuredMin: number % 9 === 0 ? null : 18,
  insuredMax: number % 9 === 0 ? null : 20,
  basis: number % 9 === 0 ? '' : '单位',
  units: number % 9 === 0 ? '' : `临河区样例${number}厂（1508020${String(number).padStart(4, '0')}）`,
  remark: number % 9 === 0 ? '停产且未写明留守人数' : '',
});

const summary = (reportingUnit, enterprises, { linkQuality, remarks }) => ({
  cityName: CITY,
  reportingUnit,
  filledOn: FILLED_ON,
  asOf: '2022-09-30',
  period: { from: '2022-06-01', to: '2022-09-30' },
  lines: INDUSTRIES.map((industry) => ({ industry, ...(industry === '煤矿' ? NO_DATA : FIGURES) })),
  total: {
    ...FIGURES,
    enterprises: 36,
    insuredEnterprises: 30,
    headcount: 3702,
    insured: 3701,
    interval: { min: 3701, max: 3702 },
    rate: '99.97',
    gap: 1,
  },
  targetClause: '《实施细则》二（二）',
  openMatches: 7,
  excludedEnterprises: 2,
  openProposals: 3,
  enterprises,
  snapshotHash: HASH,
  linkQuality,
  remarks,
});

const QUALITY = '抽查复核 100 条自动关联，差错 1 条，差错率 1.00%（95%置信区间 0.17%–5.45%）';

const COUNTY_UNIT = '临河区人力资源和社会保障局';
const CITY_UNIT = '巴彦淖尔市人力资源和社会保障局';

const ofAnnex2 = (name, form) => ({ name, make: ({ fillAnnex2 }, templates) => fillAnnex2(templates, form) });
const ofAnnex3 = (name, form) => ({ name, make: ({ fillAnnex3 }, templates) => fillAnnex3(templates, form) });
const ofSummary = (name, form) => ({ name, make: ({ fillCoverageSummary }, templates) => fillCoverageSummary(templates, form) });

export const GOLDEN_FORMS = [
  ofAnnex2('annex2', annex2(numbered(3, enterprise))),
  ofAnnex2('annex2-empty', annex2([])),
  ofAnnex2('annex2-long', annex2(numbered(LONG, enterprise))),
  ofAnnex3('annex3', annex3(COUNTY_UNIT, numbered(3, person))),
  ofAnnex3('annex3-city', annex3(CITY_UNIT, numbered(12, person), REMARKS)),
  ofAnnex3('annex3-city-long', annex3(CITY_UNIT, numbered(LONG, person), REMARKS)),
  ofSummary('coverage-summary', summary(COUNTY_UNIT, numbered(3, detail), { linkQuality: QUALITY })),
  ofSummary('coverage-summary-city', summary(CITY_UNIT, numbered(LONG, detail), { linkQuality: null, remarks: REMARKS })),
];
