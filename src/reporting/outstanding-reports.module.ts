import { Module } from '@nestjs/common';
import { OutstandingReports } from './outstanding-reports.js';
import { TypeOrmOutstandingReports } from './typeorm/outstanding-reports.typeorm.js';

/** Reporting as seen by those who only ask what is still owed. */
@Module({
  providers: [{ provide: OutstandingReports, useClass: TypeOrmOutstandingReports }],
  exports: [OutstandingReports],
})
export class OutstandingReportsModule {}
