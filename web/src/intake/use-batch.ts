import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useMutation, useQuery, type UseMutationReturnType, type UseQueryReturnType } from '@tanstack/vue-query';
import { answer, api, type Schemas } from '@/platform/api';
import { queryClient } from '@/platform/query';
import { isUnderWay, type Batch } from './batch-states';

export type Progress = Schemas['ProgressView'];

const POLL_MS = 1_000;

export const batchKey = (id: number, ...of: readonly unknown[]): readonly unknown[] => ['import', id, ...of];

export function useBatch(id: number): UseQueryReturnType<Batch, Error> {
  return useQuery({
    queryKey: batchKey(id),
    queryFn: () => answer(api.GET('/api/imports/{id}', { params: { path: { id } } })),
  });
}

/** How far a batch has come, while something works on it: pushed by the service, asked for every second where a proxy cuts that off. */
export function useProgress(id: number, batch: Ref<Batch | undefined>): ComputedRef<Progress | undefined> {
  const pushed = ref<Progress>();
  const isPushed = ref(false);
  let events: EventSource | undefined;
  const underWay = computed(() => batch.value !== undefined && isUnderWay(batch.value.state));
  const polled = useQuery({
    queryKey: batchKey(id, 'progress'),
    queryFn: () => answer(api.GET('/api/imports/{id}/progress', { params: { path: { id } } })),
    enabled: computed(() => underWay.value && !isPushed.value),
    refetchInterval: POLL_MS,
    staleTime: 0,
  });
  const progress = computed(() => (underWay.value ? (pushed.value ?? polled.data.value) : undefined));

  const stop = (): void => {
    events?.close();
    events = undefined;
    isPushed.value = false;
    pushed.value = undefined;
  };
  const follow = (): void => {
    stop();
    events = new EventSource(`/api/imports/${id}/events`);
    events.addEventListener('progress', (event) => {
      isPushed.value = true;
      pushed.value = JSON.parse((event as MessageEvent<string>).data) as Progress;
    });
    events.onerror = stop;
  };
  watch(underWay, (is) => (is ? follow() : stop()), { immediate: true });
  watch(progress, (now) => {
    if (now && (!isUnderWay(now.state) || now.stalled)) void refreshBatch(id);
  });
  onScopeDispose(stop);
  return progress;
}

/** Everything that is known of a batch is asked for anew. */
export async function refreshBatch(id: number): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: batchKey(id) }), queryClient.invalidateQueries({ queryKey: ['imports'] })]);
}

/** A change to a batch, after which it is checked again. */
export function useBatchChange<V>(id: number, change: (input: V) => Promise<unknown>): UseMutationReturnType<unknown, Error, V, unknown> {
  return useMutation({ mutationFn: change, onSuccess: () => refreshBatch(id) });
}
