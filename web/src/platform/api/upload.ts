import { ApiProblem, unreachable, type ProblemBody } from './problem';
import { sessionRenewed } from './renewal';

/** Sends a form with a file; unlike fetch it tells how much of it has left. */
export async function upload<T>(path: string, form: FormData, onProgress: (percent: number) => void): Promise<T> {
  const { status, body } = await post(path, form, onProgress);
  if (status >= 200 && status < 300) return body as T;
  const problem = new ApiProblem(body as ProblemBody);
  if (problem.code === 'session-required' && (await sessionRenewed())) return upload(path, form, onProgress);
  throw problem;
}

function post(path: string, form: FormData, onProgress: (percent: number) => void): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100));
    request.onload = () => {
      if (request.response === null) reject(unreachable());
      else resolve({ status: request.status, body: request.response as unknown });
    };
    request.onerror = () => reject(unreachable());
    request.send(form);
  });
}
