import type { Component } from 'vue';
import type { Right } from '@/access/session';

/** One page, as its feature's `pages.ts` describes it. */
export interface Page {
  readonly path: string;
  /** Unique; what `RouterLink` names. */
  readonly name: string;
  readonly title: string;
  readonly load: () => Promise<{ default: Component }>;
  /** Without it everybody who is logged in may see the page. */
  readonly right?: Right;
  /** Its place in the menu; pages without one are reached from others. */
  readonly menu?: { readonly icon: Component; readonly group?: string };
  /** Stands alone, without menu and header, and needs no session or comes before one is complete. */
  readonly bare?: true;
}
