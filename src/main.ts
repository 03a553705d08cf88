import { configFromEnvironment, createContext, createWebApplication, prepareInstallation } from './bootstrap.js';
import { Problem } from './kernel/index.js';
import type { Config } from './platform/config/config.js';
import { log } from './platform/logging/log.js';

async function main(): Promise<void> {
  const config = configFromEnvironment();
  if (config.role === 'worker') return work(config);
  const app = await createWebApplication(config);
  const administrators = await prepareInstallation(app);
  await app.listen(config.port, config.host);
  const address = await app.getUrl();
  log.info({ role: config.role, dialect: config.dialect, address }, 'serving');
  // The console is the one place for the first password: it is not logged.
  for (const { username, password } of administrators)
    process.stdout.write(`首次启动，已创建管理员：${username}，初始密码（只显示这一次）：${password}\n`);
  process.stdout.write(`服务已启动：${address}（接口文档 ${address}/api/docs）\n`);
}

async function work(config: Config): Promise<void> {
  const context = await createContext(config);
  context.enableShutdownHooks([], { useProcessExit: true });
  log.info({ role: config.role, dialect: config.dialect }, 'working');
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof Problem
      ? `${error.message}\n`
      : `启动失败：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
