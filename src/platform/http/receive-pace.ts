import type { RequestHandler } from 'express';

/** How often it is looked at what has arrived. */
const LOOK_MS = 10_000;
/** Slower than the worst line of a county by far; who sends less holds a connection for nothing. */
const MIN_BYTES_PER_LOOK = 4 * 1024;

/**
 * Cuts off a body that comes in drops: headers have a time limit of their own, but a large workbook over a slow line may take long, so that for bodies the pace
 * counts and not the time.
 */
export function receivePace(lookMs = LOOK_MS, minBytes = MIN_BYTES_PER_LOOK): RequestHandler {
  return (request, response, next) => {
    const { socket } = request;
    let seen = socket.bytesRead;
    const stop = (): void => clearInterval(timer);
    const look = (): void => {
      // What is not being read does not arrive: then it is we who are slow.
      const isWaiting = request.readableFlowing === true || request.readableLength === 0;
      if (isWaiting && socket.bytesRead - seen < minBytes) socket.destroy();
      seen = socket.bytesRead;
    };
    const timer = setInterval(() => (request.complete ? stop() : look()), lookMs).unref();
    request.once('end', stop).once('close', stop);
    response.once('close', stop);
    next();
  };
}
