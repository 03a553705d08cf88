import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { passwordOf } from '../support/users.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const SCREEN = { width: 1366, height: 768 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Describes journeys in a browser; where none is installed they are listed as skipped, with the reason, and with CI=true that fails. */
export function describeInBrowser(title: string, journeys: (browsing: Browsing) => void): void {
  if (!existsSync(CHROMIUM) && process.env['CI'] !== 'true') it.skip(`${title} (Chromium is not installed here)`, () => undefined);
  else describe(title, () => journeys(new Browsing()));
}

/** A browser on the screen of a county office. Remembers what pages complained of and where they sent requests to. */
export class Browsing {
  /** Faults of the page's program and what the security policy kept from running. */
  readonly complaints: string[] = [];
  readonly hosts = new Set<string>();
  private browser: Browser | undefined;

  /** Somebody's own browser, in which nobody is logged in. */
  async page(address: string): Promise<Page> {
    this.browser ??= await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--lang=zh-CN'] });
    const context = await this.browser.newContext({ baseURL: address, viewport: SCREEN, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // A refusal by the service is an answer; the browser tells of it nevertheless.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.complaints.push(message.text());
    });
    page.on('request', (request) => this.hosts.add(new URL(request.url()).host));
    return page;
  }

  /** A browser in which a user has logged in, whose first password was changed before. */
  async as(address: string, username: string): Promise<Page> {
    const page = await this.page(address);
    const opened = await page.request.post('/api/session', { data: { username, password: passwordOf(username) } });
    if (!opened.ok()) throw new Error(`${username} could not log in: ${opened.status()}`);
    return page;
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }
}

/** Ends the session as the clock would: the cookie stays in the browser and is worth nothing any more. */
export async function endSession(context: BrowserContext): Promise<void> {
  const cookies = await context.cookies();
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, value: 'A'.repeat(43) })));
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** Until what fades in or out has done so: half transparent, every text has too little contrast. What never ends is not waited for. */
const AT_REST = `(async () => {
  const second = new Promise((resolve) => setTimeout(resolve, 1000));
  const moves = () => document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.race([second, Promise.allSettled(moves().map(({ finished }) => finished))]);
})()`;

/** What keeps people from using the page as it is shown (WCAG 2.1 A and AA): serious and critical findings, by rule and place. */
export async function barriers(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(AT_REST);
  await page.evaluate(AXE);
  const violations = await page.evaluate<Violation[]>(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations)",
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
