export { JobsPageModule } from './jobs-page.module.js';
