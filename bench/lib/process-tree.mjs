import { readFileSync } from 'node:fs';

/** Watches the resident memory of a process with all its children, in bytes; Linux only. Returns a function that stops and tells the peak. */
export function watchMemory(pid) {
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, residentOf(pid))), 100);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function residentOf(pid) {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean);
    return children.reduce((sum, child) => sum + residentOf(child), own);
  } catch {
    return 0;
  }
}
