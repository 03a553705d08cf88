/** docs/benchmarks.md, made of what the benches report: one section for each, which stays until that bench is run again. */

/** @typedef {{ cpu: string, cores: number, memoryGiB: number, node: string, date: string, commit: string }} Machine where and when */
/** @typedef {{ name: string, title: string, command: string, against: string }} Bench what is measured, and against what */

const PREAMBLE = `# Benchmarks

Made by \`npm run bench -- --write\` (one alone: \`npm run bench -- --only export-rows --write\`); do not edit by hand. Contestants run one after the other in
processes of their own, in the same run, so that a busy machine slows both: ratios travel to other machines, seconds do not. Peak memory is resident
memory, with child processes where there are any.
`;

const beginning = (name) => `<!-- bench:${name} -->`;

/**
 * The document with the sections of these reports put in place of older ones.
 * @param {string} document as it stands, empty where there is none
 * @param {readonly Bench[]} benches all, in their order
 * @param {ReadonlyMap<string, import('./report.mjs').Report>} reports by bench
 * @param {Machine} machine
 */
export function updated(document, benches, reports, machine) {
  const sections = benches.flatMap((bench) => {
    const report = reports.get(bench.name);
    const section = report ? sectionOf(bench, report, machine) : standing(document, bench.name);
    return section === undefined ? [] : [section];
  });
  return `${PREAMBLE}\n${sections.join('\n')}`;
}

function standing(document, name) {
  const from = document.indexOf(beginning(name));
  if (from < 0) return undefined;
  const next = document.indexOf('<!-- bench:', from + 1);
  return `${document.slice(from, next < 0 ? undefined : next).trimEnd()}\n`;
}

function sectionOf({ name, title, command, against }, { rows, results, ratio, tables = [], goals }, machine) {
  const { cpu, cores, memoryGiB, node, date, commit } = machine;
  const timed = results.length === 0 ? [] : [{ header: TIMED, lines: results.map(resultLine) }];
  const times = ratio === undefined ? '' : `\nThe first is **${ratio.toFixed(1)} times as fast** as the second.\n`;
  return `${beginning(name)}

## ${title}

${against} ${number(rows)} rows. Made by \`${command}\` on ${date}, commit ${commit}, Node ${node}, ${cores} × ${cpu}, ${memoryGiB} GiB.

${[...timed, ...tables].map(({ header, lines }) => table(header, lines)).join('\n\n')}
${times}
${table(
  ['goal', '', 'measured', 'met'],
  goals.map(({ what, goal, measured, met }) => [what, goal, measured, met ? 'yes' : '**no**']),
)}
`;
}

const TIMED = ['', 'seconds', 'CPU seconds', 'rows/s', 'peak MiB', 'event loop p99, ms'];

const resultLine = ({ name, seconds, cpuSeconds, rowsPerSecond, peakMiB, p99Ms }) => [
  name,
  seconds.toFixed(1),
  cpuSeconds.toFixed(1),
  number(rowsPerSecond),
  number(peakMiB),
  p99Ms === undefined ? '' : number(p99Ms),
];

const number = (value) => Math.round(value).toLocaleString('en');

/** As prettier would have it. */
function table(header, lines) {
  const widths = header.map((title, i) => Math.max(3, title.length, ...lines.map((line) => line[i].length)));
  const row = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  return [row(header), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n');
}
