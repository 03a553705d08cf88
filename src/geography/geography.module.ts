import { Global, Module } from '@nestjs/common';
import { RegionSource } from './region-source.js';
import { TypeOrmRegionSource } from './typeorm/region-source.typeorm.js';

@Global()
@Module({
  providers: [{ provide: RegionSource, useClass: TypeOrmRegionSource }],
  exports: [RegionSource],
})
export class GeographyModule {}
