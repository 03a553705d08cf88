import fc from 'fast-check';
import { BEITAN, CODE_1, CODE_2, DONGYUAN, XISHAN } from './small-city.js';

/** Parts of names that are near to each other on purpose, so that rivals, twins and errors come about. */
export const region = fc.constantFrom('', '云岭', '青河市', '北滩区', '东原县', '青河市北滩区', '西山旗', '清河市', '东源县');
export const brand = fc.constantFrom('宏达', '鸿达', '宏达利', '宏利达', '兴旺', '德鹏利', '德朋利', '达', '三一');
export const trade = fc.constantFrom('石料', '石材', '煤炭', '煤业', '煤矿', '砼构件', '');
export const form = fc.constantFrom('有限公司', '有限责任公司', '股份有限公司', '厂', '公司', '');
export const tail = fc.constantFrom(
  '',
  '',
  '',
  '',
  '第一分公司',
  '第二分公司',
  '一分公司',
  '北滩分公司',
  '-1',
  '（停产）',
  '项目部',
  '（东原县）',
  '（原名兴旺石料厂）',
);
export const name = fc.tuple(region, brand, trade, form, tail).map((parts) => parts.join(''));
export const county = fc.constantFrom(BEITAN, DONGYUAN, XISHAN);
export const code = fc.constantFrom(null, null, null, null, CODE_1, CODE_2);
export const phone = fc.constantFrom('13904780001', '0478-8210001', '8210001', '无');
export const person = fc.constantFrom(null, '巴特尔', '王小明');
