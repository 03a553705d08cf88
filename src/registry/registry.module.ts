import { Module } from '@nestjs/common';
import { DecideScope } from './decide-scope.js';
import { EnterpriseTies } from './enterprise-ties.js';
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
    EnterpriseTies,
    RegistryImport,
    RegistryPackPart,
    DecideScope,
  ],
  exports: [EnterpriseTies, RegistryStore, KeyIndustries, RegistryImport, RegistryPackPart, DecideScope],
})
export class RegistryModule {}
