export * from './channel.js';
export * from './due-day-note.js';
export * from './message-text.js';
export * from './recipients.js';
export * from './reminder.js';
export * from './webhook-url.js';
