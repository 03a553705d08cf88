import { Controller, Get, Param, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { notFound } from '../kernel/index.js';
import { TableFile, type Column } from '../platform/files/table/index.js';
import { ApiWorkbook, tableAttachment } from '../platform/http/table-attachment.js';
import { ImportTargets } from './import-target.js';

/** A header of Chinese characters, each two wide, with room for what stands below. */
const widthOf = (label: string): number => Math.max(12, label.length * 2 + 4);

/** Empty tables to fill in: their headers are those that the import knows best. */
@ApiTags('数据导入')
@Controller('imports/templates')
export class TemplatesController {
  constructor(private readonly targets: ImportTargets) {}

  @Get(':kind')
  @Demands('data.import')
  @ApiOperation({ summary: '下载空白模板（.xlsx），表头即导入时识别的栏目' })
  @ApiParam({ name: 'kind', description: '导入类型', example: 'registry' })
  @ApiWorkbook()
  async template(@CurrentPrincipal() principal: Principal, @Param('kind') kind: string): Promise<StreamableFile> {
    const target = this.targets.get(kind);
    if (!target) throw notFound('该类模板');
    const { label, fields } = await target.sheetKind(principal.regionCode);
    const columns = fields.map(({ label: header }): Column<never> => ({ header, width: widthOf(header), kind: 'text', value: () => null }));
    return tableAttachment(TableFile.of(`模板_${label}`, { columns, rows: [] }));
  }
}
