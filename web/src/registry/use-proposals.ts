import { useMutation, useQuery, type UseMutationReturnType, type UseQueryReturnType } from '@tanstack/vue-query';
import { answer, api, type Schemas } from '@/platform/api';
import { queryClient } from '@/platform/query';

export type Proposal = Schemas['ScopeProposalView'];

export const useProposals = (): UseQueryReturnType<Proposal[], Error> =>
  useQuery({ queryKey: ['scope-proposals'], queryFn: () => answer(api.GET('/api/registry/scope-proposals')) });

/** What is in scope moves the rate: everything that rests on it is read anew. */
async function refresh(): Promise<void> {
  await Promise.all([['scope-proposals'], ['coverage']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

export const useScopeAct = <V>(act: (input: V) => Promise<unknown>): UseMutationReturnType<unknown, Error, V, unknown> =>
  useMutation({ mutationFn: act, onSuccess: refresh });
