import { QueryClient } from '@tanstack/vue-query';
import { ApiProblem } from './api';

const TRIES = 2;

/** Server state lives here and nowhere else. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < TRIES && error instanceof ApiProblem && error.isPassing,
    },
    mutations: { retry: false },
  },
});
