/**
 * Statutory periods, in calendar days unless said otherwise; the day from which a period runs is not counted.
 * Sources: 《工伤保险条例》(国务院令第586号), 《工伤认定办法》(人社部令第8号), 《劳动能力鉴定管理办法》(人社部、国家卫健委令第55号).
 */
export const PERIODS = {
  /** 工伤认定申请, by the employer: 条例 17(1). */
  employerApplies: 30,
  /** Within the employer's period: from this day on it is told to hurry. Common practice, no clause. */
  employerReminded: 23,
  /** 工伤认定申请, by the worker: one year, 条例 17(2). */
  workerAppliesMonths: 12,
  /** Before the end of that year. Common practice, no clause. */
  workerHurries: 30,
  /** 30 to apply + 15 to accept (认定办法 8) + 60 to decide (条例 20). */
  longestOrdinary: 105,
  /** One year to apply + 15 to accept + 60 to decide. */
  longestByWorker: 441,
  /** 停工留薪期, months: 条例 33. */
  pausedWorkMonths: 12,
  /** 停工留薪期 once extended, months (条例 33), and 60 + 30 days for the conclusion (条例 25). */
  pausedWorkExtendedMonths: 24,
  assessmentDecides: 90,
  /** From the assessment to the first benefit: no clause, may be set otherwise. */
  benefitsBegin: 60,
} as const;
