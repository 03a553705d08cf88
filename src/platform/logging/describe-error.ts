/** Type and stack only: the message of a failed statement may carry the values that were being written. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
