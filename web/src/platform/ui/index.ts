export { default as EmptyNote } from './empty-note.vue';
export { default as LoadState } from './load-state.vue';
export { default as PageFrame } from './page-frame.vue';
export { default as ProblemAlert } from './problem-alert.vue';
export { default as StaleDialog } from './stale-dialog.vue';
export { default as StatusMark } from './status-mark.vue';
