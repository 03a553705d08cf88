import { foldName } from '../../domain/index.js';

/** A stretch of two names: what both say, each in its own spelling, or what only one of them says. */
export interface NameSegment {
  readonly kind: 'equal' | 'left' | 'right';
  /** As the left name writes it; empty where only the right one says it. */
  readonly left: string;
  readonly right: string;
}

/** Characters as they are written, and what folding makes of them: empty for blanks and punctuation, one text for an ordinal of several. */
interface Cell {
  readonly written: string;
  readonly folded: string;
}

/**
 * The difference of two names character by character. Compared are the folded names (width, traditional characters, brackets and ordinals are
 * no difference, a number is one), shown are the originals: `left` of all segments joined is the left name, `right` the right one.
 */
export function nameSegments(left: string, right: string): NameSegment[] {
  const steps = alignment(cellsOf(left), cellsOf(right));
  return joined(
    steps.map((step) => ({
      kind: step.left && step.right ? 'equal' : step.left ? 'left' : 'right',
      left: step.left?.written ?? '',
      right: step.right?.written ?? '',
    })),
  );
}

/** Cuts a name into cells whose written texts make the name. Blanks and punctuation go with the cell before them, in front with the first. */
function cellsOf(name: string): Cell[] {
  const cells: Cell[] = [];
  let pending = '';
  for (const { written, folded } of foldedPieces(name)) {
    const counted = folded.replace(/[()]/g, '');
    const last = cells.at(-1);
    if (last && (counted === '' || (isNumber(last.folded) && isNumber(counted))))
      cells[cells.length - 1] = { written: last.written + written, folded: last.folded + counted };
    else if (counted === '') pending += written;
    else if (last && written === '') cells.splice(-1, 1, ...takenBack(last, counted));
    else {
      cells.push({ written: pending + written, folded: counted });
      pending = '';
    }
  }
  return pending === '' ? cells : [{ written: pending, folded: '' }];
}

/** A character that folds to several (㈱) went with the cell before it when the first of them was punctuation: it is written where the others stand. */
function takenBack({ written, folded }: Cell, counted: string): Cell[] {
  const characters = [...written];
  const taken = characters.pop() ?? '';
  if (characters.length === 0) return [{ written, folded: folded + counted }];
  return [
    { written: characters.join(''), folded },
    { written: taken, folded: counted },
  ];
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** Pieces of a name with what folding the whole name makes of each: single characters but where an ordinal became digits. */
function foldedPieces(name: string): Cell[] {
  const characters = [...name].map((written) => ({ written, folded: foldName(written) }));
  const target = [...foldName(name)].map((folded) => ({ written: '', folded }));
  const pieces: Cell[] = [];
  let rest: Cell = NOTHING;
  const close = (): void => {
    if (rest !== NOTHING) pieces.push(rest);
    rest = NOTHING;
  };
  for (const { left, right } of alignment(characters.flatMap(spreadOut), target)) {
    const last = pieces.at(-1);
    if (left && right && left.written === '' && last && rest === NOTHING)
      pieces[pieces.length - 1] = { ...last, folded: last.folded + right.folded };
    else if (left && right) {
      close();
      pieces.push({ written: left.written, folded: right.folded });
    } else rest = { written: rest.written + (left?.written ?? ''), folded: rest.folded + (right?.folded ?? '') };
  }
  close();
  return pieces;
}

const NOTHING: Cell = { written: '', folded: '' };

/** One written character may fold to several (㈱): the first carries what is written. */
const spreadOut = ({ written, folded }: Cell): Cell[] =>
  folded.length < 2 ? [{ written, folded }] : [...folded].map((character, i) => ({ written: i === 0 ? written : '', folded: character }));

interface Step {
  readonly left?: Cell;
  readonly right?: Cell;
}

/** The longest common subsequence of two short lists by what is folded, with what each has beside it, left before right. */
function alignment(left: readonly Cell[], right: readonly Cell[]): Step[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const longest = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const same = left[i]?.folded === right[j]?.folded;
      lengths[i * width + j] = same ? longest(i + 1, j + 1) + 1 : Math.max(longest(i + 1, j), longest(i, j + 1));
    }
  }
  return walk(left, right, longest);
}

function walk(left: readonly Cell[], right: readonly Cell[], longest: (i: number, j: number) => number): Step[] {
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a && b && a.folded === b.folded) {
      steps.push({ left: a, right: b });
      [i, j] = [i + 1, j + 1];
    } else if (a && (!b || longest(i + 1, j) >= longest(i, j + 1))) {
      steps.push({ left: a });
      i += 1;
    } else if (b) {
      steps.push({ right: b });
      j += 1;
    }
  }
  return steps;
}

function joined(segments: readonly NameSegment[]): NameSegment[] {
  const out: NameSegment[] = [];
  for (const segment of segments) {
    const last = out.at(-1);
    if (last?.kind === segment.kind)
      out[out.length - 1] = { kind: last.kind, left: last.left + segment.left, right: last.right + segment.right };
    else out.push(segment);
  }
  return out;
}
