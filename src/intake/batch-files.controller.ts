import { Controller, Get, Param, ParseIntPipe, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { OCTETS, XLSX } from '../platform/http/attachment.js';
import { madeAttachmentOf } from '../platform/http/made-attachment.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { HandOutBatchFile } from './hand-out-batch-file.js';

/** A batch's files to take away. Both may hold personal data: then they are its uploader's, and everybody else's by request. */
@ApiTags('数据导入')
@Controller('imports')
export class BatchFilesController {
  constructor(
    private readonly files: HandOutBatchFile,
    private readonly temporary: TemporaryFiles,
  ) {}

  @Get(':id/original')
  @Demands('data.import')
  @ApiOperation({ summary: '下载批次的原始文件（含个人信息的限上传人，其他人须提出导出申请）' })
  @ApiProduces(OCTETS)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  original(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    return madeAttachmentOf(this.temporary, (folder) => this.files.original(principal, id, folder));
  }

  @Get(':id/error-workbook')
  @Demands('data.import')
  @ApiOperation({ summary: '下载错误标注表：在原表上标出错误，更正后重新上传即并入本批次（含个人信息的限上传人，其他人须提出导出申请）' })
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  errorWorkbook(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    return madeAttachmentOf(this.temporary, (folder) => this.files.errorWorkbook(principal, id, folder));
  }
}
