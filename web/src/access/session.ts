import { computed, ref, type ComputedRef } from 'vue';
import { answer, api, ApiProblem, type Schemas } from '@/platform/api';
import { queryClient } from '@/platform/query';

export type User = Schemas['UserInfoResponse'];
export type Right = Schemas['Right'];
type Regions = Schemas['OwnRegionsView'];

const user = ref<User>();
const regions = ref<Regions>();

export const currentUser: ComputedRef<User | undefined> = computed(() => user.value);
/** The divisions that the user works with; empty until they are known. */
export const ownRegion: ComputedRef<Regions['region'] | undefined> = computed(() => regions.value?.region);
export const counties: ComputedRef<Regions['counties']> = computed(() => regions.value?.counties ?? []);

export const countyName = (code: string | null | undefined): string =>
  counties.value.find((county) => county.code === code)?.name ?? code ?? '';

export const mayDo = (right: Right | undefined): boolean => right === undefined || user.value?.rights.includes(right) === true;

/** Whoever still has to change the password or set up a second factor can do nothing else. */
export const hasDuties = (of: User): boolean => of.mustChangePassword || of.mustSetSecondFactor;

/** Asks once who is logged in; undefined where nobody is. */
export async function loadSession(): Promise<User | undefined> {
  if (user.value) return user.value;
  try {
    await accept(await answer(api.GET('/api/session')));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
  }
  return user.value;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

export async function logIn(body: Credentials): Promise<User> {
  const found = await answer(api.POST('/api/session', { body }));
  await accept(found);
  return found;
}

export async function logOut(): Promise<void> {
  await api.DELETE('/api/session');
  forget();
}

/** After something about the own account has changed. */
export async function reloadSession(): Promise<void> {
  await accept(await answer(api.GET('/api/session')));
}

async function accept(found: User): Promise<void> {
  if (found.id !== user.value?.id) forget();
  if (!hasDuties(found)) regions.value ??= await answer(api.GET('/api/regions'));
  user.value = found;
}

function forget(): void {
  user.value = undefined;
  regions.value = undefined;
  queryClient.clear();
}
