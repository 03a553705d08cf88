import { setFlagsFromString } from 'node:v8';

/** By how much of what is in use JavaScript's memory may grow before it is cleared, in percent. */
const GROWTH = 100;

/**
 * Keeps a long import from filling memory with what nobody needs any more: by default the heap grows to four times what is in use before it is
 * cleared, and a process on a county's old computer to half a GiB.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
