import { Controller, Get, Param, ParseIntPipe, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, RecordExport, type Principal } from '../../access/index.js';
import { TemporaryFiles } from '../../platform/files/temporary-files.js';
import { madeAttachment } from '../../platform/http/made-attachment.js';
import { dayAsked } from '../../platform/http/day.js';
import { CityBundleView } from './city.dto.js';
import { RequestCityBundle } from './request-city-bundle.js';
import { bundleName, WatchCityBundle } from './watch-city-bundle.js';

const ZIP = 'application/zip';

@ApiTags('全市汇总')
@Controller()
export class CityBundlesController {
  constructor(
    private readonly requests: RequestCityBundle,
    private readonly watch: WatchCityBundle,
    private readonly taken: RecordExport,
    private readonly temporary: TemporaryFiles,
  ) {}

  @Post('city-reports/:dueOn/bundles')
  @Demands('report.review')
  @ApiOperation({ summary: '申请生成一期的报表归档包（.zip）：各旗县区已提交的表、全市汇总表和清单；报表没有变化时是同一个文件' })
  @ApiParam({ name: 'dueOn', description: '报送截止日', example: '2022-10-10' })
  @ApiCreatedResponse({ type: CityBundleView })
  async request(@CurrentPrincipal() principal: Principal, @Param('dueOn') dueOn: string): Promise<CityBundleView> {
    const { id } = await this.requests.run(principal, dayAsked(dueOn));
    return this.progress(principal, id);
  }

  @Get('city-bundles/:id')
  @Demands('report.review')
  @ApiOperation({ summary: '报表归档包的生成进度' })
  @ApiOkResponse({ type: CityBundleView })
  async progress(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<CityBundleView> {
    const { bundle, state, percent, note } = await this.watch.progress(principal, id);
    const { dueOn, fileHash, requestedBy, requestedAt, madeAt } = bundle;
    return { id, dueOn, state, percent, note, fileName: bundleName(bundle), fileHash, requestedBy, requestedAt, madeAt };
  }

  @Get('city-bundles/:id/file')
  @Demands('report.review')
  @ApiOperation({ summary: '下载报表归档包（附件3已脱敏；需要原件请提出导出申请）' })
  @ApiProduces(ZIP)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  file(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    return madeAttachment(this.temporary, ZIP, async (folder) => {
      const made = await this.watch.unseal(principal, id, folder);
      await this.taken.run(principal, { subject: { kind: 'bundle', id } });
      return made;
    });
  }
}
