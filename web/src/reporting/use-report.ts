import { computed, nextTick, type ComputedRef, type Ref } from 'vue';
import { useMutation, useQuery, type UseMutationReturnType, type UseQueryReturnType } from '@tanstack/vue-query';
import { answer, api, type Schemas } from '@/platform/api';
import { queryClient } from '@/platform/query';
import { isOpen, type Report, type ReportEvent } from './report-words';
import { ofDraft, ofSubmission, type Content } from './sheets';

const key = (id: number, ...of: readonly unknown[]): readonly unknown[] => ['report', id, ...of];
const at = (id: number): { path: { id: number } } => ({ path: { id } });

export function useReport(id: number): UseQueryReturnType<Report, Error> {
  return useQuery({ queryKey: key(id), queryFn: () => answer(api.GET('/api/reports/{id}', { params: at(id) })) });
}

/**
 * What a report says: while the county works on it as it would be handed in now, following the data; afterwards as it was handed in.
 */
export function useContent(
  id: number,
  report: Ref<Report | undefined>,
  number: Ref<number | undefined>,
): UseQueryReturnType<Content & { readonly draft?: Schemas['DraftView'] }, Error> {
  const of = computed(() => (report.value && !isOpen(report.value.state) ? number.value : undefined));
  return useQuery({
    queryKey: computed(() => key(id, 'content', of.value ?? 'draft')),
    queryFn: () => (of.value === undefined ? readDraft(id) : readSubmission(id, of.value)),
    enabled: computed(() => report.value !== undefined && (isOpen(report.value.state) || of.value !== undefined)),
  });
}

async function readDraft(id: number): Promise<Content & { readonly draft: Schemas['DraftView'] }> {
  const draft = await answer(api.GET('/api/reports/{id}/draft', { params: at(id) }));
  return { ...ofDraft(draft), draft };
}

async function readSubmission(id: number, number: number): Promise<Content> {
  return ofSubmission(await answer(api.GET('/api/reports/{id}/submissions/{number}', { params: { path: { id, number } } })));
}

export function useReceipts(id: number): UseQueryReturnType<Schemas['ReceiptWithFilesView'][], Error> {
  return useQuery({
    queryKey: key(id, 'submissions'),
    queryFn: () => answer(api.GET('/api/reports/{id}/submissions', { params: at(id) })),
  });
}

export function useHistory(id: number): UseQueryReturnType<ReportEvent[], Error> {
  return useQuery({
    queryKey: key(id, 'history'),
    queryFn: () => answer(api.GET('/api/reports/{id}/history', { params: at(id) })),
  });
}

export function useFiles(id: number): UseQueryReturnType<Schemas['ReportFileView'][], Error> {
  return useQuery({ queryKey: key(id, 'files'), queryFn: () => answer(api.GET('/api/reports/{id}/files', { params: at(id) })) });
}

export const latest = (receipts: Ref<Schemas['ReceiptWithFilesView'][] | undefined>): ComputedRef<number | undefined> =>
  computed(() => (receipts.value?.length ? Math.max(...receipts.value.map(({ number }) => number)) : undefined));

/** Everything that is known of a report is asked for anew: its state first, which tells what else there is to read. */
export async function refreshReport(id: number): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: key(id), exact: true });
  await nextTick();
  await Promise.all([key(id), ['reports'], ['city']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** An act upon a report, after which it is read anew. */
export function useReportAct<V, R>(id: number, act: (input: V) => Promise<R>): UseMutationReturnType<R, Error, V, unknown> {
  return useMutation({ mutationFn: act, onSuccess: () => refreshReport(id) });
}
