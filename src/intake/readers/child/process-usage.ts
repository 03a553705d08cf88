import { readFileSync } from 'node:fs';

/** Clock ticks a second in which Linux counts processor time towards programs. */
const TICKS = 100;

export interface ProcessUsage {
  /** Resident memory. */
  readonly memoryMib: number;
  readonly cpuSeconds: number;
}

/** What a process uses, without its help; null where the system does not tell, or the process is gone. */
export function usageOf(pid: number): ProcessUsage | null {
  try {
    const resident = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name of the program stands in brackets and may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { memoryMib: Number(resident ?? 0) / 1024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return null;
  }
}
