import { Test, type TestingModule } from '@nestjs/testing';
import { CreateUser, ListUsers, systemPrincipal, type Principal, type UserRole } from '../../src/access/index.js';
import { AppModule } from '../../src/app.module.js';
import { SeedCalendar } from '../../src/calendar/index.js';
import { InstallRegionPack, RegionSource } from '../../src/geography/index.js';
import { asLocalDate, startOfShanghaiDay, type LocalDate } from '../../src/kernel/index.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { readConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/index.js';
import { Job, JobStore } from '../../src/platform/jobs/index.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { log } from '../../src/platform/logging/log.js';
import type { DeliveryState } from '../../src/reminders/domain/index.js';
import { Organisations } from '../../src/reminders/organisations.js';
import { PlanReminders } from '../../src/reminders/plan-reminders.js';
import { ReminderDeliveryEntity, ReminderMessageEntity } from '../../src/reminders/typeorm/reminder.entities.js';
import type { ReportState } from '../../src/reporting/domain/index.js';
import { CountyReportEntity } from '../../src/reporting/typeorm/reporting.entities.js';
import { ROOT } from '../support/repository.js';
import { RobotServer } from '../support/robot-server.js';
import { createScratchDatabase, type DatabaseKind, type ScratchDatabase } from '../support/services.js';
import { SmtpServer } from '../support/smtp-server.js';

// Refused mails and outages are what these specs are about.
log.level = 'silent';

const HOUR_MS = 3_600_000;

/** A clock that stands where it is set, forwards or backwards. */
export class SetClock extends Clock {
  private at = new Date('2026-01-01T00:00:00.000Z');

  now(): Date {
    return this.at;
  }

  /** To an hour of a day in Asia/Shanghai. */
  set(day: string, hour = 9): void {
    this.at = new Date(startOfShanghaiDay(asLocalDate(day)).getTime() + hour * HOUR_MS);
  }

  jump(hours: number): void {
    this.at = new Date(this.at.getTime() + hours * HOUR_MS);
  }
}

export interface UserFacts {
  readonly role?: UserRole;
  readonly regionCode?: string;
  readonly email?: string | null;
}

/** The application on a database of its own, with a clock that is set by hand, a mail server and a robot that are real. */
export class ReminderWorld {
  private constructor(
    readonly clock: SetClock,
    readonly smtp: SmtpServer,
    readonly robot: RobotServer,
    private readonly module: TestingModule,
    private readonly scratch: ScratchDatabase,
    readonly system: Principal,
  ) {}

  static async open(kind: DatabaseKind, env: Readonly<Record<string, string>> = {}): Promise<ReminderWorld> {
    const [scratch, smtp, robot] = [await createScratchDatabase(kind, 'reminders'), await SmtpServer.listen(), await RobotServer.listen()];
    const channels = { SMTP_URL: smtp.url, SMTP_FROM: '工伤保险科 <notice@example.cn>', WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' };
    // Role web: nothing runs by itself, each step is taken by hand.
    const config = { ...readConfig({ ROLE: 'web', ...channels, ...env }, ROOT), ...scratch.config };
    const clock = new SetClock();
    const built = Test.createTestingModule({ imports: [AppModule.with(config)] })
      .overrideProvider(Clock)
      .useValue(clock);
    const module = await built.setLogger(false as never).compile();
    await module.init();
    await module.get(InstallRegionPack, { strict: false }).run();
    await module.get(SeedCalendar, { strict: false }).run();
    const regions = module.get(RegionSource, { strict: false });
    const [city = ''] = await regions.cityCodes();
    const system = systemPrincipal(await regions.tree(), city);
    return new ReminderWorld(clock, smtp, robot, module, scratch, system);
  }

  get database(): Database {
    return this.module.get(Database, { strict: false });
  }

  get organisations(): Organisations {
    return this.module.get(Organisations, { strict: false });
  }

  /** A clerk of 五原县 with an address, unless told otherwise; returns the account's id. */
  async user(
    username: string,
    { role = 'county-clerk', regionCode = '150821', email = `${username}@example.cn` }: UserFacts = {},
  ): Promise<number> {
    const newUser = { username, displayName: `测试${username}`, role, regionCode, email };
    return (await this.module.get(CreateUser, { strict: false }).run(this.system, newUser)).user.id;
  }

  users(): ReturnType<ListUsers['run']> {
    return this.module.get(ListUsers, { strict: false }).run(this.system);
  }

  /** A county's report, not started unless told otherwise; returns its id. */
  async report(dueOn: string, countyCode = '150821', state: ReportState = 'not-started'): Promise<number> {
    const cycleCode = dueOn.slice(5, 7) === '06' ? 'june' : 'october';
    const turn = { cycleCode, dueOn, countyCode, windowFrom: dueOn, windowTo: dueOn };
    const fresh = { ...turn, state, snapshotId: null, late: false, preparedAt: null, version: 1 };
    return (await this.database.unitOfWork(() => this.database.writer.save(CountyReportEntity, fresh))).id;
  }

  async setState(id: number, state: ReportState): Promise<void> {
    await this.database.unitOfWork(() => this.database.writer.update(CountyReportEntity, { id }, { state }));
  }

  /** What a running service does within a minute: plans, and runs what is due. */
  async pass(): Promise<void> {
    await this.module.get(PlanReminders, { strict: false }).plan();
    await this.module.get(JobRunner, { strict: false }).drain();
  }

  /** 09:00 of a day, and what happens then. */
  async passOn(day: string): Promise<void> {
    this.clock.set(day);
    await this.pass();
  }

  /** Only what is due, without planning. */
  async drain(): Promise<void> {
    await this.module.get(JobRunner, { strict: false }).drain();
  }

  async messages(): Promise<{ readonly recipient: string; readonly day: LocalDate; readonly kinds: string[] }[]> {
    const rows = await this.database.reader.find(ReminderMessageEntity, { order: { id: 'ASC' } });
    return rows.map(({ recipient, day, reminders }) => ({
      recipient,
      day: asLocalDate(day),
      kinds: (JSON.parse(reminders) as { kind: string }[]).map(({ kind }) => kind),
    }));
  }

  async deliveries(): Promise<{ readonly state: DeliveryState; readonly errorCode: string | null }[]> {
    const rows = await this.database.reader.find(ReminderDeliveryEntity, { order: { id: 'ASC' } });
    return rows.map(({ state, errorCode }) => ({ state, errorCode }));
  }

  jobs(name: string): Promise<Job[]> {
    return this.database.reader.find(Job, { where: { name }, order: { id: 'ASC' } });
  }

  /** What an administrator does on the job page. */
  async retry({ id, epoch }: Job): Promise<void> {
    await this.module.get(JobStore, { strict: false }).retry(id, epoch, this.system.scope.organisationCodes);
  }

  /** Forgets messages, jobs and reports; people and calendar stay. */
  async clear(): Promise<void> {
    await this.database.unitOfWork(async () => {
      for (const entity of [ReminderDeliveryEntity, ReminderMessageEntity, Job, CountyReportEntity])
        await this.database.writer.deleteAll(entity);
    });
    this.smtp.mails.length = 0;
    this.smtp.attempts = 0;
    this.smtp.mood = 'accept';
    this.robot.posts.length = 0;
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.smtp.close();
    await this.robot.close();
    await this.scratch.drop();
  }
}

/** One world for the tests of a `describe`, emptied after each of them. */
export function reminderWorld(kind: DatabaseKind, env: Readonly<Record<string, string>> = {}): () => ReminderWorld {
  let world: ReminderWorld | undefined;
  beforeAll(async () => {
    world = await ReminderWorld.open(kind, env);
  });
  afterEach(() => world?.clear());
  afterAll(() => world?.close());
  return () => world ?? fail('The world is not open.');
}

function fail(message: string): never {
  throw new Error(message);
}
