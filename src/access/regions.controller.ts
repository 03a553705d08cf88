import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RegionSource } from '../geography/index.js';
import type { Region } from '../kernel/index.js';
import { CurrentPrincipal } from './decorators.js';
import type { Principal } from './domain/index.js';

export class RegionNameView {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
}

export class OwnRegionsView {
  @ApiProperty({ description: '本人所属地区' }) region: RegionNameView;
  @ApiProperty({ type: [RegionNameView], description: '本人管辖的旗县区' }) counties: RegionNameView[];
}

/** The names that screens show for the codes of divisions. */
@ApiTags('登录与用户')
@Controller('regions')
export class RegionsController {
  constructor(private readonly regions: RegionSource) {}

  @Get()
  @ApiOperation({ summary: '本人所属地区和管辖的旗县区' })
  @ApiOkResponse({ type: OwnRegionsView })
  async own(@CurrentPrincipal() { regionCode, scope }: Principal): Promise<OwnRegionsView> {
    const tree = await this.regions.tree();
    const nameOf = (code: string): RegionNameView => named(code, tree.get(code));
    return { region: nameOf(regionCode), counties: scope.countyCodes.map(nameOf) };
  }
}

const named = (code: string, region: Region | undefined): RegionNameView => ({ code, name: region?.name ?? code });
