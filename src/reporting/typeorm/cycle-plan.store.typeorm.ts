import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
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

  async of(cityCode: string): Promise<CyclePlan[]> {
    const { reader } = this.database;
    const plans = await reader.find(CyclePlanEntity, { where: { cityCode }, order: { number: 'ASC' } });
    const where = { planId: In(plans.map(({ id }) => id)) };
    const cycles = groupBy(
      await reader.find(PlannedCycleEntity, { where, order: { dueMonth: 'ASC', dueDay: 'ASC' } }),
      ({ planId }) => planId,
    );
    return plans.map(({ id, effectiveFrom, number: _running, cityCode: _own, ...plan }, i) => ({
      ...plan,
      number: i + 1,
      effectiveFrom: asLocalDate(effectiveFrom),
      cycles: (cycles.get(id) ?? []).map(toCycle),
    }));
  }

  async add(cityCode: string, { cycles, ...plan }: Omit<CyclePlan, 'number'>): Promise<CyclePlan> {
    const { writer } = this.database;
    // Rows are numbered through; a city counts its own.
    const running = (await writer.count(CyclePlanEntity)) + 1;
    const number = (await writer.countBy(CyclePlanEntity, { cityCode })) + 1;
    const { id } = await writer.save(writer.create(CyclePlanEntity, { ...plan, cityCode, number: running }));
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
