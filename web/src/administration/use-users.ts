import { useMutation, useQuery, type UseMutationReturnType, type UseQueryReturnType } from '@tanstack/vue-query';
import { answer, api, type Schemas } from '@/platform/api';
import { queryClient } from '@/platform/query';

export type Account = Schemas['UserEntryResponse'];
export type Role = Schemas['UserRole'];

const KEY = ['users'];

export const COUNTY_ROLES: readonly Role[] = ['county-clerk', 'county-health-clerk', 'county-leader'];

export const useUsers = (): UseQueryReturnType<Account[], Error> =>
  useQuery({ queryKey: KEY, queryFn: () => answer(api.GET('/api/users')) });

export const refreshUsers = (): Promise<void> => queryClient.invalidateQueries({ queryKey: KEY });

export const useUserAct = <V, R>(act: (input: V) => Promise<R>): UseMutationReturnType<R, Error, V, unknown> =>
  useMutation({ mutationFn: act, onSuccess: refreshUsers });

const seen = ({ id, version }: Account): { params: { path: { id: number } }; body: { version: number } } => ({
  params: { path: { id } },
  body: { version },
});

/** What is done to an account with one click, in the words of its button. */
export const ACTS = {
  disable: { name: '停用', run: (of: Account) => answer(api.POST('/api/users/{id}/disable', seen(of))) },
  enable: { name: '启用', run: (of: Account) => answer(api.POST('/api/users/{id}/enable', seen(of))) },
  unlock: { name: '解除锁定', run: (of: Account) => answer(api.POST('/api/users/{id}/unlock', seen(of))) },
  logOut: { name: '使其退出登录', run: (of: Account) => answer(api.POST('/api/users/{id}/log-out', seen(of))) },
  secondFactor: {
    name: '停用动态验证码',
    run: (of: Account) => answer(api.POST('/api/users/{id}/second-factor/remove', seen(of))),
  },
} as const;
export type Act = keyof typeof ACTS;

/** The acts that mean something for an account as it is. */
export const actsFor = ({ disabled, unused, locked, secondFactor }: Account): Act[] => [
  ...(locked ? (['unlock'] as const) : []),
  'logOut',
  ...(secondFactor ? (['secondFactor'] as const) : []),
  disabled || unused ? 'enable' : 'disable',
];

export const resetPassword = (of: Account): Promise<Schemas['CreatedUserResponse']> =>
  answer(api.POST('/api/users/{id}/password', seen(of)));
