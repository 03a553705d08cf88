export * from './handover.js';
export * from './industry.js';
export * from './model.js';
export * from './newest-lines.js';
export * from './registry-sheet.js';
export * from './remark.js';
export * from './scope.js';
