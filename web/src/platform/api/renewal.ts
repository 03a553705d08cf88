import { ref, type Ref } from 'vue';

/** While a session has ended: requests wait here until the same person has logged in again, and are then sent anew. */
const waiting: { go: () => void; giveUp: () => void }[] = [];

export const sessionEnded: Ref<boolean> = ref(false);

/** Resolves to whether the session was renewed. */
export function sessionRenewed(): Promise<boolean> {
  sessionEnded.value = true;
  return new Promise((resolve) => waiting.push({ go: () => resolve(true), giveUp: () => resolve(false) }));
}

export function renewSession(): void {
  sessionEnded.value = false;
  for (const { go } of waiting.splice(0)) go();
}

export function giveUpSession(): void {
  sessionEnded.value = false;
  for (const { giveUp } of waiting.splice(0)) giveUp();
}
