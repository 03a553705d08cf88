import { ACCESS_PAGES } from './access/pages';
import { COVERAGE_PAGES } from './coverage/pages';
import { INTAKE_PAGES } from './intake/pages';
import { MATCHING_PAGES } from './matching/pages';
import type { Page } from './platform/layout/page';
import { TODO_PAGES } from './todo/pages';

/** Every page of the application; the menu lists those that have a place in it, in this order. */
export const PAGES: readonly Page[] = [...TODO_PAGES, ...INTAKE_PAGES, ...MATCHING_PAGES, ...COVERAGE_PAGES, ...ACCESS_PAGES];
