import { ACCESS_PAGES } from './access/pages';
import { ADMINISTRATION_PAGES } from './administration/pages';
import { INTAKE_PAGES } from './intake/pages';
import type { Page } from './platform/layout/page';
import { REPORTING_PAGES } from './reporting/pages';
import { TODO_PAGES } from './todo/pages';

/** Every page of the application; the menu lists those that have a place in it, in this order. */
export const PAGES: readonly Page[] = [...TODO_PAGES, ...INTAKE_PAGES, ...REPORTING_PAGES, ...ADMINISTRATION_PAGES, ...ACCESS_PAGES];
