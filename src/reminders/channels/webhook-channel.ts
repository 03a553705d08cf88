import { lookup } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { Config, WebhookFormat } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { MessageText, SendOutcome } from '../domain/index.js';
import { isPrivateAddress } from './private-address.js';
import { readRobotAnswer, robotBody } from './robot-protocol.js';

/** Below the grace that a stopping process gives its jobs. */
const TIMEOUT_MS = 8_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const PRIVATE_ADDRESS = 'webhook-private-address';

export interface Robot {
  readonly url: string;
  readonly format: WebhookFormat;
}

/**
 * Posts to a group robot. The address comes from an administrator: it must not lead into the network behind this server, which is
 * checked on the very addresses that are connected to. Redirections are not followed.
 */
@Injectable()
export class WebhookChannel {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Never throws: what went wrong is part of the outcome. */
  async send({ url, format }: Robot, text: MessageText): Promise<SendOutcome> {
    const target = new URL(url);
    const mayBePrivate = this.config.webhookPrivateHosts.includes(target.hostname);
    if (!mayBePrivate && target.protocol !== 'https:') return refusedForGood('webhook-not-https');
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (!mayBePrivate && isIP(host) !== 0 && isPrivateAddress(host)) return refusedForGood(PRIVATE_ADDRESS);
    return post(target, JSON.stringify(robotBody(format, text)), mayBePrivate ? lookup : publicLookup);
  }
}

const refusedForGood = (code: string): SendOutcome => ({ kind: 'refused', code, permanent: true });

/** Resolves a name and refuses it where any of its addresses is private. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, '');
      return;
    }
    const [first] = addresses;
    const isPrivate = addresses.some(({ address }) => isPrivateAddress(address));
    if (isPrivate || !first) callback(Object.assign(new Error('The host has a private address.'), { code: PRIVATE_ADDRESS }), '');
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function post(url: URL, body: string, lookupFunction: LookupFunction): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:';
    const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
    const options = { method: 'POST', headers, agent: false, lookup: lookupFunction, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const request = secure ? requestHttps(url, options) : requestHttp(url, options);
    let connected = false;
    request.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true)));
    request.on('error', (error) => resolve(failure(error, connected)));
    request.on('response', (response) => void answerOf(response).then(resolve, (error: unknown) => resolve(failure(error, true))));
    request.end(body);
  });
}

async function answerOf(response: IncomingMessage): Promise<SendOutcome> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return refusedForGood('webhook-answer-too-large');
    chunks.push(chunk);
  }
  return readRobotAnswer(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8'));
}

/** Before the connection stood nothing was sent; after that nobody knows. */
function failure(error: unknown, connected: boolean): SendOutcome {
  const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'timeout';
  if (connected) return { kind: 'unknown', code: `webhook-${code}` };
  return code === PRIVATE_ADDRESS ? refusedForGood(code) : { kind: 'refused', code: `webhook-${code}`, permanent: false };
}
