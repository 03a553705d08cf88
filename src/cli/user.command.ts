import { Command } from 'commander';
import {
  ChangeRole,
  CreateUser,
  ListUsers,
  LogOutEverywhere,
  RemoveSecondFactor,
  ResetPassword,
  ROLES,
  SetDisabled,
  UnlockUser,
  type Principal,
  type UserEntry,
  type UserRole,
} from '../access/index.js';
import { notFound, Problem } from '../kernel/index.js';
import { print, printJson, type Session } from './session.js';

interface Output {
  readonly json?: boolean;
}

interface NewUserOptions extends Output {
  readonly name: string;
  readonly role: string;
  readonly region: string;
  readonly email?: string;
}

type Act = (session: Session, principal: Principal, seen: UserEntry) => Promise<UserEntry>;

const ACTIONS: readonly (readonly [name: string, description: string, act: Act])[] = [
  ['disable', '停用用户，其登录立即失效', async (session, principal, seen) => (await session.get(SetDisabled)).disable(principal, seen)],
  ['enable', '启用用户', async (session, principal, seen) => (await session.get(SetDisabled)).enable(principal, seen)],
  ['logout', '使用户在所有电脑上退出登录', async (session, principal, seen) => (await session.get(LogOutEverywhere)).of(principal, seen)],
  ['unlock', '解除因密码输错造成的锁定', async (session, principal, seen) => (await session.get(UnlockUser)).run(principal, seen)],
  [
    'remove-second-factor',
    '为丢失手机和备用码的用户停用动态验证码',
    async (session, principal, seen) => (await session.get(RemoveSecondFactor)).of(principal, seen),
  ],
];

export function userCommand(session: Session): Command {
  const command = new Command('user').description('用户');
  for (const make of [addCommand, listCommand, resetPasswordCommand, roleCommand]) command.addCommand(make(session));
  for (const [name, description, act] of ACTIONS) command.addCommand(actionCommand(session, name, description, act));
  return command;
}

const addCommand = (session: Session): Command =>
  new Command('add')
    .description('新建用户，初始密码只显示一次')
    .argument('<username>', '登录名')
    .requiredOption('--name <name>', '姓名')
    .requiredOption('--role <role>', ROLES.join('、'))
    .requiredOption('--region <code>', '管辖地区代码，例如 150802')
    .option('--email <address>', '接收提醒的邮箱')
    .option('--json', '输出 JSON')
    .action(async (username: string, { name, role, region, email, json }: NewUserOptions) => {
      const create = await session.get(CreateUser);
      const { user, initialPassword } = await create.run(await session.principal(), {
        username,
        displayName: name,
        role: userRole(role),
        regionCode: region,
        email,
      });
      if (json) printJson({ username: user.username, initialPassword });
      else print(`已创建用户 ${user.username}，初始密码（只显示这一次）：${initialPassword}`);
    });

const listCommand = (session: Session): Command =>
  new Command('list')
    .description('列出用户')
    .option('--json', '输出 JSON')
    .action(async ({ json }: Output) => {
      const users = await (await session.get(ListUsers)).run(await session.principal());
      if (json) printJson(users);
      else for (const user of users) print(lineOf(user));
    });

const resetPasswordCommand = (session: Session): Command =>
  new Command('reset-password')
    .description('重置密码，初始密码只显示一次')
    .argument('<username>', '登录名')
    .option('--json', '输出 JSON')
    .action(async (username: string, { json }: Output) => {
      const seen = await userNamed(session, username);
      const { user, initialPassword } = await (await session.get(ResetPassword)).run(await session.principal(), seen);
      if (json) printJson({ username: user.username, initialPassword });
      else print(`已重置 ${user.username} 的密码，初始密码（只显示这一次）：${initialPassword}`);
    });

const roleCommand = (session: Session): Command =>
  new Command('role')
    .description('更改用户的角色和地区')
    .argument('<username>', '登录名')
    .requiredOption('--role <role>', ROLES.join('、'))
    .requiredOption('--region <code>', '管辖地区代码，例如 150802')
    .option('--json', '输出 JSON')
    .action(async (username: string, { role, region, json }: Pick<NewUserOptions, 'role' | 'region' | 'json'>) => {
      const seen = await userNamed(session, username);
      const position = { role: userRole(role), regionCode: region };
      tell(await (await session.get(ChangeRole)).run(await session.principal(), seen, position), json);
    });

/** A command that does one thing to one user. */
const actionCommand = (session: Session, name: string, description: string, act: Act): Command =>
  new Command(name)
    .description(description)
    .argument('<username>', '登录名')
    .option('--json', '输出 JSON')
    .action(async (username: string, { json }: Output) => {
      const seen = await userNamed(session, username);
      tell(await act(session, await session.principal(), seen), json);
    });

async function userNamed(session: Session, typed: string): Promise<UserEntry> {
  const users = await (await session.get(ListUsers)).run(await session.principal());
  const found = users.find(({ username }) => username === typed.trim().toLowerCase());
  if (!found) throw notFound('该用户');
  return found;
}

function tell(user: UserEntry, json: boolean | undefined): void {
  if (json) printJson(user);
  else print(lineOf(user));
}

function lineOf({ username, displayName, role, regionCode, disabled, unused, locked, secondFactor }: UserEntry): string {
  const states = [disabled ? '已停用' : '', unused ? '长期未登录' : '', locked ? '已锁定' : '', secondFactor ? '动态验证码' : ''].filter(
    Boolean,
  );
  return [username, displayName, role, regionCode, states.join('、') || '正常'].join('\t');
}

function userRole(text: string): UserRole {
  const role = ROLES.find((known) => known === text);
  if (role) return role;
  throw new Problem('invalid', 'role-unknown', `没有角色“${text}”，可选：${ROLES.join('、')}。`);
}
