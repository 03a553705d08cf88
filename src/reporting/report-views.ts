import { shanghaiDate } from '../kernel/index.js';
import type { CellView, ChangedCellView, DraftFormView, FormView, OverrideView, RowView } from './cell.dto.js';
import {
  addressText,
  cellName,
  columnOf,
  FORM_COLUMNS,
  FORM_NAMES,
  isOverdue,
  maskedValue,
  REPORT_FORMS,
  REPORT_STATE_NAMES,
  type ChangedCell,
  type FormRow,
  type JudgedOverride,
  type ReportForm,
  type ReportForms,
} from './domain/index.js';
import type { DraftOverview } from './draft.js';
import type { ReportFileView, ReportView } from './reporting.dto.js';
import type { CountyReport, ReportFile } from './reporting.store.js';
import type { ReceiptView } from './submission.dto.js';
import type { Receipt } from './submission.store.js';

export function reportView(report: CountyReport, now: Date): ReportView {
  const { snapshotId: _snapshot, submissionId: _submission, unlocking, forms, ...rest } = report;
  return {
    ...rest,
    forms: [...forms],
    stateName: REPORT_STATE_NAMES[report.state],
    overdue: isOverdue(report.state, report.dueOn, shanghaiDate(now)),
    unlockedUntil: unlocking && now < unlocking.until ? unlocking.until : null,
  };
}

export const fileView = ({ id, form, fileName, fileHash }: ReportFile): ReportFileView => ({ id, form, fileName, fileHash });

/** 回执, as it is shown. */
export const receiptView = ({ receiptNumber, number, hash, rules, submittedBy, submittedAt }: Receipt): ReceiptView => ({
  receiptNumber,
  number,
  hash,
  rules,
  submittedBy,
  submittedAt,
});

/** All forms row by row; names and ID numbers masked. */
export const formViews = (forms: ReportForms): FormView[] =>
  formsOf(forms).map(([form, rows]) => ({ form, name: FORM_NAMES[form], rows: rows.map((row) => rowView(form, row)) }));

export const rowView = (form: ReportForm, { key, title, cells }: FormRow): RowView => ({
  key,
  title: title ?? null,
  // Frozen content has its keys sorted: the paper's order is that of the table of columns.
  cells: Object.keys(FORM_COLUMNS[form])
    .filter((field) => Object.hasOwn(cells, field))
    .map((field): CellView => ({ field, label: labelOf(form, field), value: maskedValue({ form, field }, cells[field] ?? null) })),
});

/** Both values of every cell: what is stated, and what the system says. */
export function draftForms({ stated, system, overrides }: DraftOverview): DraftFormView[] {
  const overridden = new Set(overrides.map(({ address }) => addressText(address)));
  return formsOf(stated).map(([form, rows]) => {
    const before = new Map((system[form] ?? []).map((row) => [row.key, row]));
    return {
      form,
      name: FORM_NAMES[form],
      rows: rows.map((row) => {
        const { cells, ...head } = rowView(form, row);
        return {
          ...head,
          cells: cells.map((cell) => ({
            ...cell,
            systemValue: maskedValue({ form, field: cell.field }, before.get(row.key)?.cells[cell.field] ?? null),
            overridden: overridden.has(addressText({ form, row: row.key, field: cell.field })),
          })),
        };
      }),
    };
  });
}

export function overrideView({ address, value, systemValue, systemNow, ...rest }: JudgedOverride, forms: ReportForms): OverrideView {
  return {
    ...address,
    name: cellName(forms, address),
    value: maskedValue(address, value),
    systemValue: maskedValue(address, systemValue),
    systemNow: maskedValue(address, systemNow),
    ...rest,
  };
}

export const changedCellView = ({ from, to, ...address }: ChangedCell): ChangedCellView => ({
  ...address,
  label: labelOf(address.form, address.field),
  from: maskedValue(address, from),
  to: maskedValue(address, to),
});

const labelOf = (form: ReportForm, field: string): string => columnOf({ form, field })?.label ?? field;

const formsOf = (forms: ReportForms): [ReportForm, readonly FormRow[]][] =>
  REPORT_FORMS.flatMap((form) => {
    const rows = forms[form];
    return rows ? [[form, rows] as [ReportForm, readonly FormRow[]]] : [];
  });
