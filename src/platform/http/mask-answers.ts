import type { NextFunction, Request, Response } from 'express';
import { maskIdNumbersIn } from '../../kernel/index.js';

const IN_THE_CLEAR = 'personalDataInTheClear';

/**
 * The last net: whatever a use case answers, a text leaves with its identity numbers masked. It catches what people type where nobody expects a number
 * (a remark, a reason, a file's name); what is known to be one is masked by whoever shows it. Files are bytes and pass.
 */
export function maskAnswers(_request: Request, response: Response, next: NextFunction): void {
  const send = response.send.bind(response);
  response.send = (body: unknown): Response =>
    send(typeof body === 'string' && response.locals[IN_THE_CLEAR] !== true ? maskIdNumbersIn(body) : body);
  next();
}

/** For the one answer that shows a person to who has the right and a reason. */
export function answerInTheClear(response: Response): void {
  response.locals[IN_THE_CLEAR] = true;
  response.setHeader('cache-control', 'no-store');
}
