import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { pageOf } from '../platform/http/page-query.js';
import { JOB_STATE_NAMES, JobStore, type Job } from '../platform/jobs/index.js';
import { JobDecision, JobQuery, JobView } from './jobs.dto.js';
import { ManageJobs } from './manage-jobs.js';

/** The job page: the same for both dispatchers, since jobs are rows of the database. Payloads are not shown. */
@ApiTags('后台任务')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobStore,
    private readonly manage: ManageJobs,
  ) {}

  @Get()
  @Demands('jobs.read')
  @ApiOperation({ summary: '后台任务，从新到旧' })
  @ApiOkResponse({ type: [JobView] })
  async list(@CurrentPrincipal() { scope }: Principal, @Query() query: JobQuery): Promise<JobView[]> {
    const owners = scope.organisationCodes;
    return (await this.jobs.list({ owners, name: query.name, state: query.state, ...pageOf(query) })).map(jobView);
  }

  @Get(':id')
  @Demands('jobs.read')
  @ApiOperation({ summary: '一个后台任务' })
  @ApiOkResponse({ type: JobView })
  async find(@CurrentPrincipal() { scope }: Principal, @Param('id', ParseIntPipe) id: number): Promise<JobView> {
    return jobView(await this.jobs.get(id, scope.organisationCodes));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Demands('jobs.manage')
  @ApiOperation({ summary: '重试失败、已停止或已取消的任务' })
  @ApiOkResponse({ type: JobView })
  async retry(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: JobDecision,
  ): Promise<JobView> {
    return jobView(await this.manage.retry(principal, id, version));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Demands('jobs.manage')
  @ApiOperation({ summary: '取消尚未结束的任务；执行中的在下次心跳时停止，其后的写入一律作废' })
  @ApiOkResponse({ type: JobView })
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: JobDecision,
  ): Promise<JobView> {
    return jobView(await this.manage.cancel(principal, id, version));
  }
}

const jobView = ({ payload: _payload, worker: _worker, owner: _owner, epoch, ...job }: Job): JobView => ({
  ...job,
  stateName: JOB_STATE_NAMES[job.state],
  version: epoch,
});
