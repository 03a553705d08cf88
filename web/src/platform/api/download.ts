import { problemOf, unreachable } from './problem';
import { sessionRenewed } from './renewal';

const NAME = /filename\*=UTF-8''([^;]+)/;

/** Fetches a file and lets the browser save it: a refusal is then a problem on the page, and not a page of JSON. */
export async function download(path: string): Promise<void> {
  const response = await fetch(path).catch(() => {
    throw unreachable();
  });
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.code === 'session-required' && (await sessionRenewed())) return download(path);
    throw problem;
  }
  const name = NAME.exec(response.headers.get('content-disposition') ?? '')?.[1];
  save(await response.blob(), decodeURIComponent(name ?? 'download'));
}

export function save(content: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
