import type { LoggerService } from '@nestjs/common';
import { log } from './log.js';

/** Nest's own messages, through the one logger. */
export class NestLogger implements LoggerService {
  log(message: unknown, context?: string): void {
    log.debug({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    log.warn({ context }, String(message));
  }
  error(message: unknown, _stack?: string, context?: string): void {
    log.error({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    log.trace({ context }, String(message));
  }
}
