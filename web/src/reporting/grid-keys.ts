const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows go from cell to cell of a table, as in a spreadsheet; only one cell at a time is a stop of the Tab key. */
export function moveInGrid(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLTableCellElement>('td[data-cell]') : null;
  const row = cell?.parentElement;
  if (!step || !cell || !row) return;
  const rows = [...(row.parentElement?.children ?? [])];
  const target = rows[rows.indexOf(row) + step[0]]?.children[cell.cellIndex + step[1]];
  if (!(target instanceof HTMLElement) || target.dataset['cell'] === undefined) return;
  event.preventDefault();
  target.focus();
}
