/** Copies the first of some cells into those below that are still empty. */
export function fillDown(typed: Record<number, string>, [first, ...below]: readonly number[]): void {
  const value = first === undefined ? '' : (typed[first] ?? '');
  for (const id of below) if ((typed[id] ?? '') === '') typed[id] = value;
}

/** Spreads copied lines over cells, one each; false where it is only one line, which the browser pastes itself. */
export function pasteDown(typed: Record<number, string>, ids: readonly number[], text: string): boolean {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines.length < 2) return false;
  ids.slice(0, lines.length).forEach((id, i) => (typed[id] = lines[i]?.split('\t')[0]?.trim() ?? ''));
  return true;
}
