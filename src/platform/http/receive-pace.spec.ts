import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { receivePace } from './receive-pace.js';

const LOOK_MS = 100;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const read = (): unknown => request.resume().once('end', () => response.end('read'));
  const later = (work: () => unknown): unknown => setTimeout(work, LOOK_MS * 5);
  if (request.url === '/read') read();
  else if (request.url === '/slowly') later(read);
  else later(() => response.end('thought'));
}

describe('a body that comes in drops', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    const pace = receivePace(LOOK_MS, 1_000);
    server = createServer((request, response) => pace(request as Request, response as Response, () => answer(request, response)));
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** Sends the head and then `pieces`, one every `everyMs`; resolves to what came back until the connection ended. */
  async function send(head: string, pieces: readonly string[], everyMs: number): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('data', (data) => (answer += data.toString())).on('error', () => undefined);
    socket.write(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    for (const piece of pieces) {
      await pause(everyMs);
      if (socket.writable) socket.write(piece);
    }
    await ended;
    return answer;
  }
  const post = (path: string, length: number): string => `POST ${path} HTTP/1.1\r\nContent-Length: ${length}\r\nContent-Type: text/plain`;

  it('is cut off', async () => {
    expect(
      await send(
        post('/read', 100),
        Array.from({ length: 100 }, () => 'x'),
        20,
      ),
    ).toBe('');
  });

  it('is read when it keeps coming', async () => {
    const pieces = Array.from({ length: 8 }, () => 'x'.repeat(2_000));
    expect(await send(post('/read', 16_000), pieces, 50)).toContain('200 OK');
  });

  it('is not mistaken for one that has come and waits to be read, nor for a long answer', async () => {
    expect(await send(post('/slowly', 5), ['12345'], 1)).toContain('200 OK');
    expect(await send('GET /long HTTP/1.1', [], 0)).toContain('thought');
  });
});
