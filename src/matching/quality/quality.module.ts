import type { Provider, Type } from '@nestjs/common';
import { DrawSecondLook } from './draw-second-look.js';
import { JudgeSecondLook } from './judge-second-look.js';
import { MeasureQuality } from './measure-quality.js';
import { QualityController } from './quality.controller.js';
import { SecondLooks } from './second-look.store.js';
import { ShowSecondLook } from './show-second-look.js';
import { TypeOrmSecondLooks } from './typeorm/second-looks.typeorm.js';

/** What the matching module takes from here. */
export const QUALITY_CONTROLLERS: Type[] = [QualityController];

export const QUALITY_PROVIDERS: Provider[] = [
  { provide: SecondLooks, useClass: TypeOrmSecondLooks },
  DrawSecondLook,
  ShowSecondLook,
  JudgeSecondLook,
  MeasureQuality,
];
