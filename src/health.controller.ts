import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Public } from './access/index.js';
import { BACKUP_STATES, BackupAge, type BackupState } from './backup/index.js';
import { Problem } from './kernel/index.js';
import { Database } from './platform/database/index.js';

class HealthView {
  @ApiProperty({ enum: ['ok'] }) status: 'ok';
  @ApiPropertyOptional({ enum: BACKUP_STATES, description: '备份是否过期（设置了 BACKUP_MAX_AGE_HOURS 才有）' }) backup?: BackupState;
}

@ApiTags('运行状态')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly backups: BackupAge,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: '服务与数据库是否可用' })
  @ApiOkResponse({ type: HealthView })
  async check(): Promise<HealthView> {
    await this.database.ping().catch(() => {
      throw new Problem('unavailable', 'database-unavailable', '数据库暂时无法访问，请稍后重试。');
    });
    const backup = await this.backups.state();
    return { status: 'ok', ...(backup && { backup }) };
  }
}
