import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { BundleMember } from './bundle-members.js';

/** The first moment that a zip can name, in the zone of the process: zips know no zones, so that it is the same bytes everywhere. */
const PINNED = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** Writes a zip with one member in memory at a time; names in UTF-8. Workbooks are zips already and are stored as they are. */
export async function writeZip(
  target: Writable,
  members: readonly BundleMember[],
  onProgress: (done: number, all: number) => Promise<void>,
): Promise<void> {
  const zip = new ZipFile();
  members.forEach((member, index) => {
    const options = { ...PINNED, compress: !member.path.endsWith('.xlsx') };
    zip.addReadStreamLazy(member.path, options, (hand) => {
      onProgress(index, members.length)
        .then(() => member.load())
        .then(
          (bytes) => hand(null, Readable.from([bytes])),
          (error: unknown) => target.destroy(error instanceof Error ? error : new Error(String(error))),
        );
    });
  });
  zip.end();
  await pipeline(zip.outputStream, target);
}
