import type { Application } from '../support/processes.js';
import type { DatabaseKind } from '../support/services.js';
import { ownBacking, type Dispatcher } from '../faults/backing.js';
import { FaultyInstallation, reviewerOf, settle, type Strike } from '../faults/installation.js';

export interface Combination {
  readonly dispatcher: Dispatcher;
  readonly database: DatabaseKind;
}

/** An installation under chaos: one process that serves and works, one that only works, and servers of its own. */
export class Site {
  private constructor(
    readonly combination: Combination,
    readonly installation: FaultyInstallation,
    private serving: Application,
    private working: Application,
  ) {}

  static async open(combination: Combination, startsAt: string): Promise<Site> {
    const { dispatcher, database } = combination;
    const installation = FaultyInstallation.create(await ownBacking(dispatcher, database), startsAt);
    const { web } = await settle(installation, 'all');
    return new Site(combination, installation, web, await installation.start('worker'));
  }

  /** Of either process. */
  processes(): Application[] {
    return [this.serving, this.working].filter((process) => process.isRunning);
  }

  get server(): Application {
    return this.serving;
  }

  get worker(): Application {
    return this.working;
  }

  async replaceWorker(strike: Strike): Promise<void> {
    await this.working.stop('SIGKILL');
    this.working = this.installation.startStruck('worker', strike);
  }

  async stopAll(signal: NodeJS.Signals): Promise<void> {
    await Promise.all(this.processes().map((process) => process.stop(signal)));
  }

  /** What an operator sees to: servers and processes are there again, and none sleeps. */
  async restore(): Promise<void> {
    for (const process of this.processes()) process.signal('SIGCONT');
    if (!this.serving.isRunning) this.serving = await this.installation.start('all');
    if (!this.working.isRunning) this.working = await this.installation.start('worker');
    await Promise.all(this.processes().map((process) => process.ready().catch(() => undefined)));
  }

  /** Asks for the archive of a due day, as the city does; whatever comes of it, for the process may die meanwhile. */
  askForArchive(dueOn: string): Promise<void> {
    return this.ask(`/api/city-reports/${dueOn}/bundles`, {});
  }

  /** Asks for the reports of a due day long past; whatever comes of it. */
  askForReports(dueOn: string): Promise<void> {
    return this.ask('/api/reports', { dueOn });
  }

  close(): Promise<void> {
    return this.installation.drop();
  }

  private async ask(path: string, request: object): Promise<void> {
    try {
      await (await reviewerOf(this.serving)).post(path, request);
    } catch {
      // The account tells whether it was taken or not.
    }
  }
}
