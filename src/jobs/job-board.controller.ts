import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Demands } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { notFound } from '../kernel/index.js';
import { QueueBoard } from '../platform/jobs/index.js';

const BASE_PATH = '/api/jobs/board';

/** What bull-board's pages need, for their path only: own scripts and inline styles, nothing from elsewhere (its web fonts stay away). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** bull-board as routes of this application, so that session, right and same-site rules stand before it as before every other. */
@ApiExcludeController()
@Controller('jobs/board')
export class JobBoardController {
  constructor(
    private readonly board: QueueBoard,
    private readonly regions: RegionSource,
  ) {}

  @All(['', '{*path}'])
  @Demands('jobs.manage')
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    // What lies in Redis says not whose it is: where several cities share it, none of them is shown it.
    if ((await this.regions.cityCodes()).length > 1) throw notFound('队列看板（多个城市共用的系统不提供）');
    const listener = await this.board.listener(BASE_PATH);
    if (!listener) throw notFound('队列看板（本系统未使用 Redis）');
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    const rest = request.url.slice(BASE_PATH.length);
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
    listener(request, response);
  }
}
