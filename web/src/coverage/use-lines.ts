import { computed, type Ref } from 'vue';
import { keepPreviousData, useQuery, type UseQueryReturnType } from '@tanstack/vue-query';
import { answer, api, type Schemas } from '@/platform/api';

export const LINES_PER_PAGE = 50;

/** Which enterprises of the registry, by what coverage says of them. */
export const SHOWN_LINES = ['counted', 'uncovered', 'short', 'open', 'out'] as const;
export type ShownLines = (typeof SHOWN_LINES)[number];

interface Asked {
  readonly asOf: string;
  readonly show: ShownLines;
  readonly order?: 'listed' | 'gap';
  readonly county: string | undefined;
  readonly industry: string | undefined;
  readonly name: string | undefined;
  /** From 1. */
  readonly page: number;
}

/** A page of the enterprises behind a figure; the one before stays until it is there. */
export function useLines(asked: Ref<Asked>): UseQueryReturnType<Schemas['CoverageLinesView'], Error> {
  const query = computed(() => {
    const { asOf, show, order = 'listed', county, industry, name, page } = asked.value;
    return {
      ...{ asOf, show, order, skip: (page - 1) * LINES_PER_PAGE, limit: LINES_PER_PAGE },
      ...(county ? { county } : {}),
      ...(industry ? { industry } : {}),
      ...(name ? { name } : {}),
    };
  });
  return useQuery({
    queryKey: computed(() => ['coverage', 'lines', query.value]),
    queryFn: () => answer(api.GET('/api/coverage/lines', { params: { query: query.value } })),
    placeholderData: keepPreviousData,
  });
}
