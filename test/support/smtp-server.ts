import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A mail as it came: subject and text decoded. */
export interface Mail {
  readonly to: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly subject: string;
  readonly text: string;
}

/** `cut`: takes the message and hangs up without an answer; `refuse-…`: answers so to the recipient or to the message. */
export type SmtpMood = 'accept' | 'refuse-recipient' | 'refuse-message' | 'cut';

/** A real SMTP server (RFC 5321, as much of it as a client needs) that keeps what it is given. */
export class SmtpServer {
  readonly mails: Mail[] = [];
  /** Also of mails that were not accepted. */
  attempts = 0;
  mood: SmtpMood = 'accept';
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));
  private port = 0;

  private constructor() {}

  static async listen(): Promise<SmtpServer> {
    const smtp = new SmtpServer();
    await smtp.reopen();
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** After `close`, under the same address. */
  async reopen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  to(address: string): Mail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Takes a message in its present mood, and answers. */
  take(recipients: readonly string[], raw: string, socket: Socket): void {
    this.attempts += 1;
    if (this.mood === 'cut') {
      socket.destroy();
      return;
    }
    if (this.mood === 'accept') this.mails.push(readMail(recipients, raw));
    socket.write(this.mood === 'accept' ? '250 kept\r\n' : '451 later\r\n');
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    const session = new SmtpSession(this, socket);
    socket.setEncoding('utf8').on('data', (chunk: string) => session.read(chunk));
    socket.write('220 test\r\n');
  }
}

/** One connection: commands line by line, and between DATA and a lonely point a message. */
class SmtpSession {
  private buffered = '';
  private recipients: string[] = [];
  private inMessage = false;

  constructor(
    private readonly server: SmtpServer,
    private readonly socket: Socket,
  ) {}

  read(chunk: string): void {
    this.buffered += chunk;
    for (let part = this.next(); part !== undefined; part = this.next()) {
      if (this.inMessage) this.endMessage(part);
      else this.obey(part);
    }
  }

  private next(): string | undefined {
    const end = this.inMessage ? '\r\n.\r\n' : '\r\n';
    const at = this.buffered.indexOf(end);
    if (at < 0) return undefined;
    const part = this.buffered.slice(0, at);
    this.buffered = this.buffered.slice(at + end.length);
    return part;
  }

  private endMessage(raw: string): void {
    this.inMessage = false;
    this.server.take(this.recipients, raw, this.socket);
    this.recipients = [];
  }

  private obey(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    const refused = verb === 'RCPT' && this.server.mood === 'refuse-recipient';
    if (verb === 'RCPT' && !refused) this.recipients.push(/<(.*)>/.exec(line)?.[1] ?? '');
    this.inMessage = verb === 'DATA';
    this.socket.write(refused ? '550 no such mailbox\r\n' : `${ANSWERS[verb] ?? '250 ok'}\r\n`);
    if (verb === 'QUIT') this.socket.end();
  }
}

const ANSWERS: Readonly<Record<string, string>> = { DATA: '354 go on', QUIT: '221 bye' };

function readMail(to: readonly string[], raw: string): Mail {
  const split = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, split)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const body = raw.slice(split + 4);
  return {
    to: [...to],
    headers,
    subject: words(headers.get('subject') ?? ''),
    text: decoded(body, headers.get('content-transfer-encoding')),
  };
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') return quoted(body.replace(/=\r\n/g, ''));
  return body;
}

const quoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** RFC 2047. */
const words = (text: string): string =>
  text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_match, kind: string, value: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(value, 'base64').toString('utf8') : quoted(value.replace(/_/g, ' ')),
    );
