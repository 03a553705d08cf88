import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';
import { setUpWithWeb } from './setup.mjs';

/**
 * Takes a picture of every page into docs/screenshots, of the sample city as the demo sets it up, on the screen of a county office.
 * `npm run screenshots -- coverage review` takes only those.
 */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FOLDER = join(ROOT, 'docs/screenshots');
const AS_OF = 'asOf=2022-12-31';
/** Name, who looks, address, and what to press before. */
const SHOTS = [
  { name: 'log-in', path: '/login' },
  { name: 'todo', user: 'shiju', path: '/' },
  { name: 'imports', user: 'shiju', path: '/imports' },
  { name: 'import-upload', user: 'shiju', path: '/imports/new' },
  { name: 'import-result', user: 'shiju', path: '/imports/1' },
  { name: 'review', user: 'shiju', path: '/review?county=150823' },
  { name: 'coverage', user: 'shiju', path: `/coverage?${AS_OF}`, full: true },
  { name: 'coverage-county', user: 'linhe', path: `/coverage?${AS_OF}` },
  { name: 'coverage-rows', user: 'shiju', path: `/coverage/rows?${AS_OF}&show=short&order=gap`, press: 'tbody button >> nth=0' },
];

await setUpWithWeb();
const { chromium } = await import('playwright-core');
const dataDir = mkdtempSync(join(tmpdir(), 'dust-screenshots-'));
const demo = spawn(process.execPath, [join(ROOT, 'dist/demo.js')], {
  env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
});
try {
  const { address, passwords } = await served(demo);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--lang=zh-CN'] });
  const wanted = process.argv.slice(2);
  mkdirSync(FOLDER, { recursive: true });
  const contexts = new Map();
  for (const shot of SHOTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    if (!contexts.has(shot.user)) contexts.set(shot.user, await contextOf(browser, address, shot.user, passwords));
    await take(contexts.get(shot.user), shot);
  }
  await browser.close();
} finally {
  demo.kill();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Where the demo serves, and the first passwords that it prints. */
function served(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data) => {
      text += data.toString();
      const address = /演示服务已启动：(http:\S+?)（/.exec(text)?.[1];
      if (!address) return;
      resolve({ address, passwords: new Map([...text.matchAll(/(\w+) \/ (\S+)/g)].map(([, user, password]) => [user, password])) });
    });
    child.on('exit', () => reject(new Error(`The demo ended:\n${text}`)));
  });
}

async function contextOf(browser, baseURL, user, passwords) {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  if (user === undefined) return context;
  const currentPassword = passwords.get(user);
  await context.request.post('/api/session', { data: { username: user, password: currentPassword } });
  await context.request.post('/api/session/password', { data: { currentPassword, newPassword: `Correct-Horse-${user}-9` } });
  return context;
}

async function take(context, { name, path, press, full = false }) {
  const page = await context.newPage();
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  if (press) await page.click(press);
  // A page that scrolls inside of its frame is shown whole on a higher screen.
  if (full) await page.setViewportSize({ width: 1366, height: await page.evaluate("document.querySelector('#main').scrollHeight + 60") });
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  say(`docs/screenshots/${name}.png`, path);
  await page.close();
}
