import { onScopeDispose } from 'vue';

type Handler = () => unknown;

/** Plain keys on a page, but not while somebody types, holds a modifier, or a dialog is open. `digit` is told which of 1-9 it was. */
export function useKeys(keys: Readonly<Record<string, Handler>>, digit?: (digit: number) => unknown): void {
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key) && digit) digit(Number(key));
    else if (keys[key]) keys[key]();
    else return;
    event.preventDefault();
  };
  window.addEventListener('keydown', listen);
  onScopeDispose(() => window.removeEventListener('keydown', listen));
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const isDialogOpen = (): boolean => [...document.querySelectorAll('.el-overlay')].some((overlay) => overlay.clientHeight > 0);
