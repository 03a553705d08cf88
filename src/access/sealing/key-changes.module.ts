import { Module } from '@nestjs/common';
import { AccessModule } from '../access.module.js';
import { DestroyKey } from './destroy-key.js';
import { KeyUse } from './key-use.js';
import { ListKeys } from './list-keys.js';
import { ResealJob } from './reseal.job.js';
import { Reseal } from './reseal.js';
import { RewrapKeys } from './rewrap-keys.js';
import { RotateKey } from './rotate-key.js';

/** What changes keys: besides what `AccessModule` needs, it needs jobs and the file store. */
@Module({
  imports: [AccessModule],
  providers: [ListKeys, RotateKey, Reseal, ResealJob, KeyUse, RewrapKeys, DestroyKey],
  exports: [ListKeys, RotateKey, RewrapKeys, DestroyKey],
})
export class KeyChangesModule {}
