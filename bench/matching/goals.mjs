import { ratesOf } from './measure.mjs';

/** What has to be reached on data of any seed. */
const PRECISION = { natural: 0.9995, adversarial: 0.999 };
const FORMATTING_RECALL = 0.995;
const REGION_AND_SHORT_RECALL = 0.85;
const AMONG_FIVE = 0.97;

/** Each goal with what was reached: `{ name, goal, reached, met }`. */
export function goalsOf(mix, { total, byFamily, wrongBranches }) {
  const { formatting, region, short } = byFamily;
  const both = [region, short].filter((tally) => tally !== undefined);
  const sum = (field) => both.reduce((all, tally) => all + tally[field], 0);
  return [
    atLeast('automatic precision', PRECISION[mix], ratesOf(total).precision),
    atLeast('automatic recall, formatting', FORMATTING_RECALL, formatting ? ratesOf(formatting).recall : null),
    atLeast('automatic recall, region and short names', REGION_AND_SHORT_RECALL, both.length > 0 ? sum('automatic') / sum('pairs') : null),
    atLeast('true links not automatic among the first five', AMONG_FIVE, ratesOf(total).inFive),
    { name: 'wrong branches linked', goal: 0, reached: wrongBranches, met: wrongBranches === 0 },
  ];
}

function atLeast(name, goal, reached) {
  return { name, goal, reached, met: reached !== null && reached >= goal };
}
