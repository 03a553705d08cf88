import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RobotPost {
  readonly path: string;
  readonly body: unknown;
}

export interface RobotAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export const OK: RobotAnswer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };

/** A real HTTP server in the place of 企业微信 or 钉钉. */
export class RobotServer {
  readonly posts: RobotPost[] = [];
  /** `cut`: hangs up once the message is there. */
  answer: RobotAnswer | 'cut' = OK;

  private constructor(private readonly server: Server) {}

  static async listen(): Promise<RobotServer> {
    const server = createServer();
    const robot = new RobotServer(server);
    server.on('request', (request, response) => void robot.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return robot;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  at(path: string): RobotPost[] {
    return this.posts.filter((post) => post.path === path);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    this.posts.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown });
    if (this.answer === 'cut') return void request.socket.destroy();
    response.writeHead(this.answer.status, this.answer.headers).end(this.answer.body);
  }
}
