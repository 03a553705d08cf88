import { Module } from '@nestjs/common';
import { CyclePlanStore } from './cycle-plan.store.js';
import { OutstandingReports } from './outstanding-reports.js';
import { TypeOrmCyclePlanStore } from './typeorm/cycle-plan.store.typeorm.js';
import { TypeOrmOutstandingReports } from './typeorm/outstanding-reports.typeorm.js';

/** Reporting as seen by those who only ask what is still owed. */
@Module({
  providers: [
    { provide: CyclePlanStore, useClass: TypeOrmCyclePlanStore },
    { provide: OutstandingReports, useClass: TypeOrmOutstandingReports },
  ],
  exports: [OutstandingReports],
})
export class OutstandingReportsModule {}
