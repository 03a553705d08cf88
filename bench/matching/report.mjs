import { ratesOf } from './measure.mjs';

const percent = (share, digits = 1) =>
  share === null ? '–' : `${(Math.floor(share * 10 ** (digits + 2)) / 10 ** digits).toFixed(digits)} %`;

/** Prints one city's result as tables. `examples`: how many wrong links are shown. */
export function printReport(result, examples) {
  const { mix, seed, seconds, size, total, byKind, byFamily, byDistractor, baselines, goals, wrong } = result;
  console.log(
    `\n${mix}, seed ${seed}: ${size.enterprises} enterprises, ${size.units} units, ${size.links} true links, ${size.counties} counties; ${seconds.toFixed(1)} s`,
  );
  console.log(
    `without the region ${percent(size.collidingWithoutRegion)} of the firms' names collide (real ones 14 %), ${percent(size.oneCharacterAway)} have another one character away (16 %)`,
  );
  console.table(lines({ all: total, ...byFamily }));
  console.log('by kind of noise');
  console.table(lines(byKind));
  console.log('by what stands beside the enterprise');
  console.table(lines(byDistractor));
  if (baselines.length > 0) {
    console.log('baselines, each at its best threshold for a precision of 99.9 % (chosen with the truth in hand)');
    console.table(
      [{ name: 'these rules', ...ratesOf(total) }, ...baselines].map(({ name, precision, recall, threshold }) => ({
        name,
        precision: percent(precision, 2),
        recall: percent(recall, 2),
        threshold: threshold?.toFixed(3) ?? '',
      })),
    );
  }
  console.table(
    goals.map(({ name, goal, reached, met }) => ({ name, goal, reached: reached === null ? '–' : Number(reached.toFixed(5)), met })),
  );
  for (const link of wrong.slice(0, examples)) console.log(JSON.stringify(link));
}

function lines(tallies) {
  return Object.fromEntries(
    Object.entries(tallies).map(([name, tally]) => {
      const { precision, recall, inFive, first, review } = ratesOf(tally);
      return [
        name,
        {
          links: tally.pairs,
          traceless: tally.traceless,
          'auto recall': percent(recall),
          'auto links': tally.linked,
          wrong: tally.wrong,
          precision: percent(precision, 3),
          'rest in first 5': percent(inFive),
          'rest first': percent(first),
          'to review': percent(review),
        },
      ];
    }),
  );
}
