import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { plainText, type MessageText, type SendOutcome } from '../domain/index.js';

/** Below the grace that a stopping process gives its jobs. */
const TIMEOUT_MS = 8_000;
/** RFC 5321 4.2.1: what would be refused again. */
const PERMANENT = 500;

export interface Email {
  readonly to: string;
  /** The same for each attempt, so that a mail program shows a message once that came twice. */
  readonly id: string;
  readonly text: MessageText;
}

/** E-mail through the configured SMTP server. */
@Injectable()
export class EmailChannel {
  private readonly transporter: Transporter | undefined;
  private readonly domain: string;

  constructor(@Inject(CONFIG) { smtpUrl, smtpFrom }: Config) {
    const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
    const transport = { url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true };
    this.transporter = smtpUrl === undefined ? undefined : createTransport(transport, { from: smtpFrom });
    this.domain = /@([\w.-]+)/.exec(smtpFrom ?? '')?.[1] ?? 'localhost';
  }

  get isConfigured(): boolean {
    return this.transporter !== undefined;
  }

  /** Never throws: what went wrong is part of the outcome. */
  async send({ to, id, text }: Email): Promise<SendOutcome> {
    if (!this.transporter) return { kind: 'refused', code: 'smtp-not-configured', permanent: true };
    try {
      await this.transporter.sendMail({ to, subject: text.title, text: plainText(text), messageId: `<${id}@${this.domain}>` });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error);
    }
  }
}

interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly syscall?: unknown;
  readonly timeoutType?: unknown;
}

/** Errors that come before the message is handed over. */
const BEFORE_MESSAGE: readonly unknown[] = ['EDNS', 'EAUTH', 'ETLS', 'EENVELOPE', 'ENOAUTH', 'EOAUTH2', 'EREQUIRETLS'];

/** Where the server has answered, or was never reached, the message did not arrive; where the connection broke, nobody knows. */
function outcomeOf(error: unknown): SendOutcome {
  const { code, responseCode, syscall, timeoutType }: SmtpError = typeof error === 'object' && error !== null ? error : {};
  if (typeof responseCode === 'number')
    return { kind: 'refused', code: `smtp-${responseCode}`, permanent: responseCode >= PERMANENT && code !== 'EAUTH' };
  const known = typeof code === 'string' ? code : 'unexpected';
  const neverConnected = syscall === 'connect' || (code === 'ETIMEDOUT' && timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT');
  if (neverConnected || BEFORE_MESSAGE.includes(code)) return { kind: 'refused', code: `smtp-${known}`, permanent: false };
  return { kind: 'unknown', code: `smtp-${known}` };
}
