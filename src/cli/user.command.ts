import { Command } from 'commander';
import { CreateUser, ROLES, type UserRole } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { print, printJson, type Session } from './session.js';

interface Options {
  readonly name: string;
  readonly role: string;
  readonly region: string;
  readonly json?: boolean;
}

export const userCommand = (session: Session): Command =>
  new Command('user').description('用户').addCommand(
    new Command('add')
      .description('新建用户，初始密码只显示一次')
      .argument('<username>', '登录名')
      .requiredOption('--name <name>', '姓名')
      .requiredOption('--role <role>', ROLES.join('、'))
      .requiredOption('--region <code>', '管辖地区代码，例如 150802')
      .option('--json', '输出 JSON')
      .action(async (username: string, { name, role, region, json }: Options) => {
        const create = await session.get(CreateUser);
        const { user, initialPassword } = await create.run(await session.principal(), {
          username,
          displayName: name,
          role: userRole(role),
          regionCode: region,
        });
        if (json) printJson({ username: user.username, initialPassword });
        else print(`已创建用户 ${user.username}，初始密码（只显示这一次）：${initialPassword}`);
      }),
  );

function userRole(text: string): UserRole {
  const role = ROLES.find((known) => known === text);
  if (role) return role;
  throw new Problem('invalid', 'role-unknown', `没有角色“${text}”，可选：${ROLES.join('、')}。`);
}
