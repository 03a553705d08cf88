import { Module } from '@nestjs/common';
import { DecideScope } from './decide-scope.js';
import { KeyIndustries, RegistryPackPart } from './key-industries.js';
import { RegistryController } from './registry.controller.js';
import { RegistryImport } from './registry-import.js';
import { RegistryStore } from './registry.store.js';
import { TypeOrmKeyIndustries } from './typeorm/key-industries.typeorm.js';
import { TypeOrmRegistryStore } from './typeorm/registry.store.typeorm.js';

@Module({
  controllers: [RegistryController],
  providers: [
    { provide: RegistryStore, useClass: TypeOrmRegistryStore },
    { provide: KeyIndustries, useClass: TypeOrmKeyIndustries },
    RegistryImport,
    RegistryPackPart,
    DecideScope,
  ],
  exports: [RegistryStore, KeyIndustries, RegistryImport, RegistryPackPart, DecideScope],
})
export class RegistryModule {}
