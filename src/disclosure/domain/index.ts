export * from './export-request.js';
export * from './reason.js';
export * from './watermark.js';
