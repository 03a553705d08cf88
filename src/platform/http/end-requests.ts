import type { Server } from 'node:http';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** Requests under way may end by themselves for this long. */
const GRACE_MS = 5_000;

/** A client that has stopped sending must not keep the process from stopping. */
@Injectable()
export class EndRequests implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    // A worker and the command line have no HTTP side: their host holds no adapter, whatever its type says.
    const { httpAdapter } = this.host as Partial<HttpAdapterHost>;
    const server = httpAdapter?.getHttpServer() as Server | undefined;
    setTimeout(() => server?.closeAllConnections(), GRACE_MS).unref();
  }
}
