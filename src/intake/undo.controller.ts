import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { UndoBatch } from './undo-batch.js';

export class UndoBody {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;

  @ApiProperty({ description: '撤销原因，记入导入历史', maxLength: 500 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  reason: string;
}

export class UndoneBatchView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: ['undone'] }) state: string;
  @ApiProperty() version: number;
  @ApiProperty({ type: String, nullable: true }) undoneBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) undoneAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) undoReason: string | null;
}

@ApiTags('数据导入')
@Controller('imports')
export class UndoController {
  constructor(private readonly undo: UndoBatch) {}

  @Post(':id/undo')
  @HttpCode(200)
  @Demands('data.import')
  @ApiOperation({ summary: '撤销一个已生效的批次，恢复导入前的数据；已提交的报表采用其数据时拒绝' })
  @ApiOkResponse({ type: UndoneBatchView })
  async run(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: UndoBody,
  ): Promise<UndoneBatchView> {
    const { state, version, undoneBy, undoneAt, undoReason } = await this.undo.run(principal, id, body);
    return { id, state, version, undoneBy, undoneAt, undoReason };
  }
}
