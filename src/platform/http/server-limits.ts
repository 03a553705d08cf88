import type { Server } from 'node:http';

/** Of a request's headers: a browser sends them at once (slowloris). */
const HEADERS_TIMEOUT_MS = 20_000;
/** Of a whole request: the largest workbook (100 MiB) over 1 Mbit/s. `receivePace` cuts off sooner who hardly sends. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/** Of a connection between requests; longer than common proxies keep theirs, so that they do not send into a closing one. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const MAX_HEADERS = 100;
/** A whole city has its pages open; beyond that the system's own limits would be met. */
const MAX_CONNECTIONS = 4_000;

/** Limits of the HTTP server itself. Node looks for late requests every 30 seconds. */
export function limitServer(server: Server): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = MAX_CONNECTIONS;
}
