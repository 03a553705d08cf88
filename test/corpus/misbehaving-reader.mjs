// Stands in for the reader's program: does what the file's path says, to show what the confinement of a reader stops.
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const DEEDS = {
  'connect.txt': () => connect(9, '127.0.0.1'),
  'write.txt': () => writeFileSync(join(tmpdir(), 'written-by-a-reader'), 'x'),
  'evaluate.txt': () => new Function('return 1')(),
};

process.on('message', async (request) => {
  if (request.type !== 'open') return;
  const answer = await attempt(DEEDS[basename(request.file)]);
  process.send({ type: 'opened', sheets: [{ name: answer, hidden: false, merges: [] }], cpuSeconds: 0 });
});

async function attempt(deed) {
  try {
    await deed();
    return 'done';
  } catch (error) {
    return error.code ?? error.name;
  }
}
