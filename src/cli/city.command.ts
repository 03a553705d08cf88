import { resolve } from 'node:path';
import { Command } from 'commander';
import { EnsureAdministrator } from '../access/index.js';
import { InstallRegionPack } from '../geography/index.js';
import { print, printJson, type Session } from './session.js';

export const cityCommand = (session: Session): Command =>
  new Command('city').description('城市').addCommand(
    new Command('add')
      .description('装入一个城市的地区资料包，并为它创建管理员（初始密码只显示一次）；服务可以照常运行')
      .argument('<folder>', '资料包所在的文件夹，例如 region-packs/150700')
      .option('--json', '输出 JSON')
      .action(async (folder: string, { json }: { json?: boolean }) => {
        const installed = await (await session.get(InstallRegionPack)).install(resolve(folder));
        const administrators = await (await session.get(EnsureAdministrator)).run();
        if (json) printJson({ installed, administrators });
        else print(installed ? '已装入。' : '该城市已装入，未作更改。');
        if (json) return;
        for (const { username, password } of administrators) print(`已创建管理员 ${username}，初始密码（只显示这一次）：${password}`);
      }),
  );
