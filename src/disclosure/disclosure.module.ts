import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { ClearFiles } from './clear-files.js';
import { DeliverExport } from './deliver-export.js';
import { DisclosureController } from './disclosure.controller.js';
import { DisclosureStore } from './disclosure.store.js';
import { ExportRequests } from './export-requests.js';
import { Persons } from './persons.js';
import { RevealPerson } from './reveal-person.js';
import { TypeOrmDisclosureStore } from './typeorm/disclosure.store.typeorm.js';

/** Needs `Database`, `Clock`, `RegionSource` and `AuditTrail` from global modules. */
@Module({
  imports: [AccessModule],
  controllers: [DisclosureController],
  providers: [
    { provide: DisclosureStore, useClass: TypeOrmDisclosureStore },
    ClearFiles,
    Persons,
    RevealPerson,
    ExportRequests,
    DeliverExport,
  ],
  exports: [ClearFiles, Persons, DeliverExport],
})
export class DisclosureModule {}
