import { computed, type ComputedRef, type Ref } from 'vue';
import { useQueries, useQuery, type UseQueryReturnType } from '@tanstack/vue-query';
import { answer, api, type Schemas } from '@/platform/api';

export type Line = Schemas['CoverageLineView'];
export type Report = Schemas['CoverageReportView'];
export type Breakdown = 'county' | 'industry';

interface Asked {
  readonly asOf: string;
  readonly by: Breakdown;
  readonly county?: string | undefined;
}

const query = ({ asOf, by, county }: Asked) => ({
  queryKey: ['coverage', asOf, by, county ?? 'all'],
  queryFn: () => answer(api.GET('/api/coverage', { params: { query: { asOf, by, ...(county ? { county } : {}) } } })),
});

export const useReport = (asked: Ref<Asked>): UseQueryReturnType<Report, Error> => {
  const found = computed(() => query(asked.value));
  return useQuery({ queryKey: computed(() => found.value.queryKey), queryFn: () => found.value.queryFn() });
};

/** Several reports at once; undefined where one is still being read. */
export function useReports(asked: Ref<readonly Asked[]>): ComputedRef<readonly (Report | undefined)[]> {
  const results = useQueries({ queries: computed(() => asked.value.map(query)) });
  return computed(() => results.value.map(({ data }) => data));
}
