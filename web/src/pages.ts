import { ACCESS_PAGES } from './access/pages';
import { ADMINISTRATION_PAGES } from './administration/pages';
import { CASE_PAGES } from './cases/pages';
import { COVERAGE_PAGES } from './coverage/pages';
import { ENROLMENT_PAGES } from './enrolment/pages';
import { INTAKE_PAGES } from './intake/pages';
import { MATCHING_PAGES } from './matching/pages';
import type { Page } from './platform/layout/page';
import { REGISTRY_PAGES } from './registry/pages';
import { REPORTING_PAGES } from './reporting/pages';
import { TODO_PAGES } from './todo/pages';
import { UNINSURED_PAGES } from './uninsured/pages';

/** Every page of the application; the menu lists those that have a place in it, in this order. */
export const PAGES: readonly Page[] = [
  ...TODO_PAGES,
  ...INTAKE_PAGES,
  ...REGISTRY_PAGES,
  ...ENROLMENT_PAGES,
  ...CASE_PAGES,
  ...MATCHING_PAGES,
  ...COVERAGE_PAGES,
  ...UNINSURED_PAGES,
  ...REPORTING_PAGES,
  ...ADMINISTRATION_PAGES,
  ...ACCESS_PAGES,
];
