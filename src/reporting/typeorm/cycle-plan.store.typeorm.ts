import { Injectable } from '@nestjs/common';
import { asLocalDate, groupBy } from '../../kernel/index.js';
import { Database, insertInChunks } from '../../platform/database/index.js';
import { CyclePlanStore } from '../cycle-plan.store.js';
import type { CyclePlan, ReportCycle, ReportForm } from '../domain/index.js';
import { CyclePlanEntity, PlannedCycleEntity } from './reporting.entities.js';

@Injectable()
export class TypeOrmCyclePlanStore extends CyclePlanStore {
  constructor(private readonly database: Database) {
    super();
  }

  async all(): Promise<CyclePlan[]> {
    const { reader } = this.database;
    const plans = await reader.find(CyclePlanEntity, { order: { number: 'ASC' } });
    const cycles = groupBy(await reader.find(PlannedCycleEntity, { order: { dueMonth: 'ASC', dueDay: 'ASC' } }), ({ planId }) => planId);
    return plans.map(({ id, effectiveFrom, ...plan }) => ({
      ...plan,
      effectiveFrom: asLocalDate(effectiveFrom),
      cycles: (cycles.get(id) ?? []).map(toCycle),
    }));
  }

  async add({ cycles, ...plan }: Omit<CyclePlan, 'number'>): Promise<CyclePlan> {
    const { writer } = this.database;
    const number = (await writer.count(CyclePlanEntity)) + 1;
    const { id } = await writer.save(writer.create(CyclePlanEntity, { ...plan, number }));
    await insertInChunks(
      writer,
      PlannedCycleEntity,
      cycles.map((cycle) => ({ ...toColumns(cycle), planId: id })),
    );
    return { ...plan, number, cycles };
  }
}

function toColumns({ windowFrom, windowTo, forms, divisions, ...cycle }: ReportCycle): Omit<PlannedCycleEntity, 'id' | 'planId'> {
  return {
    ...cycle,
    windowFromMonthDay: windowFrom.monthDay,
    windowFromYearOffset: windowFrom.yearOffset,
    windowToMonthDay: windowTo.monthDay,
    windowToYearOffset: windowTo.yearOffset,
    forms: JSON.stringify(forms),
    divisions: JSON.stringify(divisions),
  };
}

const toCycle = ({ code, name, dueMonth, dueDay, yearOffset, openDaysBefore, clause, ...row }: PlannedCycleEntity): ReportCycle => ({
  code,
  name,
  dueMonth,
  dueDay,
  yearOffset,
  openDaysBefore,
  clause,
  windowFrom: { monthDay: row.windowFromMonthDay, yearOffset: row.windowFromYearOffset },
  windowTo: { monthDay: row.windowToMonthDay, yearOffset: row.windowToYearOffset },
  forms: JSON.parse(row.forms) as ReportForm[],
  divisions: JSON.parse(row.divisions) as string[],
});
