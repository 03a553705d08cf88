import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from './access/index.js';
import { Problem } from './kernel/index.js';
import { Database } from './platform/database/index.js';

class HealthView {
  @ApiProperty({ enum: ['ok'] }) status: 'ok';
}

@ApiTags('运行状态')
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get()
  @Public()
  @ApiOperation({ summary: '服务与数据库是否可用' })
  @ApiOkResponse({ type: HealthView })
  async check(): Promise<HealthView> {
    await this.database.ping().catch(() => {
      throw new Problem('unavailable', 'database-unavailable', '数据库暂时无法访问，请稍后重试。');
    });
    return { status: 'ok' };
  }
}
