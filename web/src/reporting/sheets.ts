import type { Schemas } from '@/platform/api';
import type { Finding, ReportEvent } from './report-words';

export interface Address {
  readonly form: string;
  readonly row: string;
  readonly field: string;
}

export type Value = string | number | null;

export interface Cell {
  readonly field: string;
  readonly label: string;
  readonly value: Value;
  readonly systemValue: Value;
  readonly overridden: boolean;
}

export interface SheetRow {
  readonly key: string;
  readonly title: string | null;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly form: string;
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** What a person reads of a report: as it stands in the draft, or as it was handed in. */
export interface Content {
  readonly sheets: readonly Sheet[];
  readonly overrides: readonly Schemas['OverrideView'][];
  readonly findings: readonly Finding[];
}

export const addressText = ({ form, row, field }: Address): string => `${form}/${row}/${field}`;

export const ofDraft = ({ forms, overrides, findings }: Schemas['DraftView']): Content => ({ sheets: forms, overrides, findings });

/** A frozen report names its overrides beside the forms: here they come back into the cells. */
export function ofSubmission({ forms, overrides, findings }: Schemas['SubmissionView']): Content {
  const made = new Map(overrides.map((one) => [addressText(one), one]));
  const sheets = forms.map(({ form, name, rows }) => ({
    form,
    name,
    rows: rows.map(({ key, title, cells }) => ({
      key,
      title,
      cells: cells.map((cell) => {
        const override = made.get(addressText({ form, row: key, field: cell.field }));
        return { ...cell, systemValue: override ? override.systemValue : cell.value, overridden: override !== undefined };
      }),
    })),
  }));
  return { sheets, overrides, findings };
}

/** What the city has said to single cells when it sent the report back; gone once the county has handed it in again. */
export function remarksInForce(history: readonly ReportEvent[]): ReportEvent | undefined {
  const turns = [...history].sort((a, b) => b.version - a.version).find(({ type }) => type === 'return' || type === 'submit');
  return turns?.type === 'return' ? turns : undefined;
}

/** Everything that is to be said to a cell, by its address. */
export function byCell<T extends { readonly cell: Address | null }>(notes: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const note of notes) {
    if (!note.cell) continue;
    const key = addressText(note.cell);
    found.set(key, [...(found.get(key) ?? []), note]);
  }
  return found;
}

/** How people speak of a cell: 第 3 行“备注”. Never its content. */
export function placeOf(sheets: readonly Sheet[], { form, row, field }: Address): string {
  const rows = sheets.find((sheet) => sheet.form === form)?.rows ?? [];
  const at = rows.findIndex(({ key }) => key === row);
  const found = rows[at];
  const label = found?.cells.find((cell) => cell.field === field)?.label ?? field;
  if (!found) return `已不在表中的行“${label}”`;
  return found.title ? `${found.title}“${label}”` : `第 ${at + 1} 行“${label}”`;
}

export const shown = (value: Value): string => (value === null || value === '' ? '（空）' : String(value));
