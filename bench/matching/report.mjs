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

/** The same in short, for the document of all benches: a line per kind of noise of the first city of each mix, and what was to be reached in every city. */
export function briefOf(results, rows) {
  const firsts = results.filter((result, i) => results.findIndex(({ mix }) => mix === result.mix) === i);
  return {
    bench: 'matching-quality',
    rows,
    results: [],
    tables: [
      { header: ['rules and baselines', 'precision', 'automatic recall'], lines: firsts.flatMap(contestants) },
      {
        header: KINDS,
        lines: firsts.flatMap(({ mix, seed, total, byKind }) => kinds(`${mix} ${seed}`, { 'all kinds': total, ...byKind })),
      },
    ],
    goals: results.flatMap(({ mix, seed, goals }) => goals.map((goal) => inWords(`${mix} ${seed}`, goal))),
  };
}

const KINDS = ['kind of noise', 'links', 'precision', 'automatic recall', 'rest among first five', 'rest first', 'to review'];

const contestants = ({ mix, seed, total, baselines }) =>
  [{ name: 'these rules', ...ratesOf(total) }, ...baselines].map(({ name, precision, recall }) => [
    `${mix} ${seed}: ${name}`,
    percent(precision, 3),
    percent(recall, 2),
  ]);

const kinds = (city, tallies) =>
  Object.entries(tallies).map(([name, tally]) => {
    const { precision, recall, inFive, first, review } = ratesOf(tally);
    return [
      `${city}: ${name}`,
      String(tally.pairs),
      percent(precision, 3),
      percent(recall),
      percent(inFive),
      percent(first),
      percent(review),
    ];
  });

function inWords(city, { name, goal, reached, met }) {
  const said = (share) => (name === 'wrong branches linked' ? String(share) : percent(share, 2));
  return { what: `${city}: ${name}`, goal: goal === 0 ? 'none' : `at least ${said(goal)}`, measured: said(reached), met };
}
