import type { EnterpriseIdentity, RegistryRow } from './model.js';

/** A row of a hand-over with the enterprise it speaks of; null where the enterprise is not yet known. */
export interface IdentifiedRow<R extends RegistryRow = RegistryRow> {
  readonly row: R;
  readonly enterpriseId: number | null;
}

export interface Identification<R extends RegistryRow = RegistryRow> {
  readonly rows: readonly IdentifiedRow<R>[];
  /** Rows that speak of an enterprise which an earlier row of the same hand-over already names. */
  readonly repeated: readonly { readonly row: R; readonly first: R }[];
}

/** Which enterprise each row of a county's hand-over speaks of: by USCC, else by normalised name, else by a former name. */
export function identifyRows<R extends RegistryRow>(rows: readonly R[], known: readonly EnterpriseIdentity[]): Identification<R> {
  const finder = new IdentityFinder(known);
  const found = rows.map((row) => ({ row, own: finder.own(row), former: finder.former(row) }));
  // A row with an enterprise's own name or code stays, wherever a row that only bears it as a former name stands.
  const holders = new Map<number, R>();
  for (const { row, own } of found) if (own !== null && !holders.has(own)) holders.set(own, row);
  for (const { row, own, former } of found) if (own === null && former !== null && !holders.has(former)) holders.set(former, row);
  const identified: IdentifiedRow<R>[] = [];
  const repeated: { row: R; first: R }[] = [];
  const unknown = new NewRows<R>();
  for (const { row, own, former } of found) {
    const enterpriseId = own ?? former;
    const first = enterpriseId === null ? unknown.find(row) : holders.get(enterpriseId);
    if (first && first !== row) {
      repeated.push({ row, first });
      continue;
    }
    if (enterpriseId === null) unknown.add(row);
    identified.push({ row, enterpriseId });
  }
  return { rows: identified, repeated };
}

/** Rows of enterprises not yet known, told apart as known ones are: two of one name with different codes are two, without a code the name must do. */
class NewRows<R extends RegistryRow> {
  private readonly byCode = new Map<string, R>();
  private readonly byName = new Map<string, R[]>();

  add(row: R): void {
    if (row.creditCode !== null) this.byCode.set(row.creditCode, row);
    this.byName.set(row.nameKey, [...(this.byName.get(row.nameKey) ?? []), row]);
  }

  find(row: R): R | undefined {
    const byCode = row.creditCode === null ? undefined : this.byCode.get(row.creditCode);
    return byCode ?? onlyFitting(this.byName.get(row.nameKey) ?? [], row);
  }
}

/** The only one of a name whose code does not contradict the row's; undefined where there is none or more than one. */
function onlyFitting<E extends Pick<RegistryRow, 'creditCode'>>(named: readonly E[], row: RegistryRow): E | undefined {
  const fitting = named.filter(({ creditCode }) => creditCode === null || row.creditCode === null || creditCode === row.creditCode);
  return fitting.length === 1 ? fitting[0] : undefined;
}

class IdentityFinder {
  private readonly byCode = new Map<string, EnterpriseIdentity>();
  private readonly byName = new Map<string, EnterpriseIdentity[]>();

  constructor(known: readonly EnterpriseIdentity[]) {
    for (const enterprise of known) {
      if (enterprise.creditCode !== null) this.byCode.set(enterprise.creditCode, enterprise);
      for (const key of new Set([enterprise.nameKey, ...enterprise.aliasKeys])) {
        this.byName.set(key, [...(this.byName.get(key) ?? []), enterprise]);
      }
    }
  }

  /** By code or by its own name. */
  own(row: RegistryRow): number | null {
    const byCode = row.creditCode === null ? undefined : this.byCode.get(row.creditCode);
    return (byCode ?? onlyFitting(this.byName.get(row.nameKey) ?? [], row))?.id ?? null;
  }

  /** By a former name that the row states. */
  former(row: RegistryRow): number | null {
    const named = row.formerNameKeys.map((key) => onlyFitting(this.byName.get(key) ?? [], row));
    return named.find((enterprise) => enterprise !== undefined)?.id ?? null;
  }
}

/** What a clerk would call a change in a registry line. */
const COMPARED = [
  'name',
  'industryCode',
  'industryText',
  'address',
  'headcount',
  'contact',
  'phones',
  'remark',
  'creditCode',
  'legalRepresentative',
  'businessScope',
  'dustExposedHeadcount',
] as const;

export type ComparedField = (typeof COMPARED)[number];
export type ComparedLine = { readonly [F in ComparedField]: string | number | null };

export const changedFields = (before: ComparedLine, after: ComparedLine): ComparedField[] =>
  COMPARED.filter((field) => before[field] !== after[field]);
