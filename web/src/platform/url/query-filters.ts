import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';

/** How one filter stands in the address: what an absent or odd value means, and how a value is written. */
export interface FilterKind<T> {
  read(text: string | undefined): T;
  /** Undefined: not in the address. */
  write(value: T): string | undefined;
}

export const textFilter = (standard = ''): FilterKind<string> => ({
  read: (text) => text ?? standard,
  write: (value) => (value === standard ? undefined : value),
});

export const optionalText: FilterKind<string | undefined> = { read: (text) => text, write: (value) => value || undefined };

export const optionalNumber: FilterKind<number | undefined> = {
  read: (text) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined),
  write: (value) => value?.toString(),
};

export const numberFilter = (standard: number): FilterKind<number> => ({
  read: (text) => optionalNumber.read(text) ?? standard,
  write: (value) => (value === standard ? undefined : String(value)),
});

export const oneOf = <T extends string>(values: readonly T[], standard: T): FilterKind<T> => ({
  read: (text) => values.find((value) => value === text) ?? standard,
  write: (value) => (value === standard ? undefined : value),
});

export type Filters<T> = { readonly [N in keyof T]: WritableComputedRef<T[N]> };

/**
 * Filters, page and selection that live in the address, so that a refresh, a link and the back button keep them:
 * `const { county, page } = useQueryFilters({ county: optionalText, page: numberFilter(1) })`.
 */
export function useQueryFilters<T extends object>(kinds: { readonly [N in keyof T]: FilterKind<T[N]> }): Filters<T> {
  const route = useRoute();
  const router = useRouter();
  // Several filters may be set in one go, before the router has settled the first.
  let base: LocationQuery | undefined;
  let draft: LocationQuery = {};
  const query = (): LocationQuery => {
    if (base !== route.query) [base, draft] = [route.query, { ...route.query }];
    return draft;
  };
  const filter = (name: string, kind: FilterKind<unknown>): WritableComputedRef<unknown> =>
    computed({
      get: () => kind.read(textOf(route.query, name)),
      set: (value) => {
        const text = kind.write(value);
        if (text === undefined) Reflect.deleteProperty(query(), name);
        else query()[name] = text;
        void router.replace({ query: { ...query() } });
      },
    });
  return Object.fromEntries(Object.entries<FilterKind<unknown>>(kinds).map(([name, kind]) => [name, filter(name, kind)])) as Filters<T>;
}

function textOf(query: LocationQuery, name: string): string | undefined {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value) ?? undefined;
}
