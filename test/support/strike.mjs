// For programs that are loaded before the application (node --import): what befalls a process at a named point.
import 'reflect-metadata';

const dist = new URL('../../dist/', import.meta.url);

/**
 * Sends this process a signal right after a method has done its work for the first time. SIGKILL: it dies without a warning; SIGSTOP: it
 * freezes there, and goes on from there when it is woken.
 *
 * @param {readonly [string, string, string]} point module of the built application, class and method
 * @param {{ signal?: NodeJS.Signals, applies?: (self: object, args: unknown[]) => boolean, ready?: () => Promise<void> }} [options] `applies`: whether
 *   this call is meant; `ready`: what is waited for before the signal, while the call has not returned
 */
export async function strikeAfter([module, className, method], { signal = 'SIGKILL', applies = () => true, ready } = {}) {
  const { prototype } = (await import(new URL(module, dist).href))[className];
  const work = prototype[method];
  if (typeof work !== 'function') throw new Error(`${className} has no method ${method}: the named point is gone.`);
  let struck = false;
  const strike = (result) => {
    if (!struck) process.kill(process.pid, signal);
    struck = true;
    return result;
  };
  const strikeWhenReady = async (result) => {
    await ready?.();
    return strike(result);
  };
  prototype[method] = function (...args) {
    const result = work.apply(this, args);
    if (!applies(this, args)) return result;
    return result instanceof Promise ? result.then(ready && !struck ? strikeWhenReady : strike) : strike(result);
  };
}
