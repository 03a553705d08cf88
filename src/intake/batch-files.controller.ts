import { join } from 'node:path';
import { Controller, Get, Param, ParseIntPipe, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { OCTETS, XLSX } from '../platform/http/attachment.js';
import { madeAttachment } from '../platform/http/made-attachment.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { BatchOriginal } from './batch-original.js';
import { ErrorWorkbook } from './error-workbook/error-workbook.js';

/** A batch's files to take away. Both may hold personal data. */
@ApiTags('数据导入')
@Controller('imports')
export class BatchFilesController {
  constructor(
    private readonly originals: BatchOriginal,
    private readonly errors: ErrorWorkbook,
    private readonly temporary: TemporaryFiles,
  ) {}

  @Get(':id/original')
  @Demands('data.import')
  @ApiOperation({ summary: '下载批次的原始文件' })
  @ApiProduces(OCTETS)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  original(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    return madeAttachment(this.temporary, OCTETS, async (folder) => {
      const path = join(folder, 'original');
      return { path, fileName: await this.originals.unseal(principal, id, this.temporary.at(path)) };
    });
  }

  @Get(':id/error-workbook')
  @Demands('data.import')
  @ApiOperation({ summary: '下载错误标注表：在原表上标出错误，更正后重新上传即并入本批次' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  errorWorkbook(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    return madeAttachment(this.temporary, XLSX, (folder) => this.errors.write(principal, id, folder));
  }
}
