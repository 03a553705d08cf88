/** Progress goes to stderr, so that what a command prints on stdout stays its own. */
export function say(chinese, english) {
  process.stderr.write(`» ${chinese} · ${english}\n`);
}

/** A message that must not be overlooked, in a frame. */
export function proclaim(lines) {
  const bar = '!'.repeat(78);
  process.stderr.write(['', bar, ...lines.map((line) => `!! ${line}`), bar, '', ''].join('\n'));
}

export const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1);

/** Says every `everySeconds` that something is still going on, until the returned function is called. */
export function heartbeat(chinese, english, everySeconds = 20) {
  const from = performance.now();
  const timer = setInterval(() => {
    const passed = Math.round((performance.now() - from) / 1000);
    say(`${chinese}（已用 ${passed} 秒）`, `${english} (${passed} s so far)`);
  }, everySeconds * 1000);
  return () => clearInterval(timer);
}
