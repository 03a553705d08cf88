import { Module } from '@nestjs/common';
import { JobBoardController } from './job-board.controller.js';
import { JobsController } from './jobs.controller.js';
import { ManageJobs } from './manage-jobs.js';

/** The administrator's pages on background jobs. The board comes first: its path would else be taken for a job's id. */
@Module({ controllers: [JobBoardController, JobsController], providers: [ManageJobs] })
export class JobsPageModule {}
