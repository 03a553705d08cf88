import type { Provider, Type } from '@nestjs/common';
import { AcceptBand } from './bulk/accept-band.js';
import { ReadBand } from './bulk/band.js';
import { BulkSamples } from './bulk/bulk-sample.store.js';
import { BulkController } from './bulk/bulk.controller.js';
import { SampleBand } from './bulk/sample-band.js';
import { ChangeLinks } from './change-links.js';
import { DecideEntry } from './decide-entry.js';
import { DescribeEntry } from './describe-entry.js';
import { HeldPairs } from './held-pairs.js';
import { DecisionHistory } from './history.store.js';
import { LearntNameRivals } from './learnt-name-rivals.js';
import { QueueController } from './queue.controller.js';
import { ReviewQueue } from './queue.js';
import { ReadEntries } from './read-entries.js';
import { ReadHistory } from './read-history.js';
import { ReviewController } from './review.controller.js';
import { ReviewedLinks } from './reviewed-links.store.js';
import { TypeOrmBulkSamples } from './typeorm/bulk-samples.typeorm.js';
import { TypeOrmDecisionHistory } from './typeorm/history.store.typeorm.js';
import { TypeOrmReviewedLinks } from './typeorm/reviewed-links.typeorm.js';
import { UndoAct } from './undo-act.js';

/** What the matching module takes from here: deciding a link and reviewing an entry are one subject, kept in two folders. */
export const REVIEW_CONTROLLERS: Type[] = [QueueController, BulkController, ReviewController];

export const REVIEW_PROVIDERS: Provider[] = [
  { provide: DecisionHistory, useClass: TypeOrmDecisionHistory },
  { provide: ReviewedLinks, useClass: TypeOrmReviewedLinks },
  { provide: BulkSamples, useClass: TypeOrmBulkSamples },
  ChangeLinks,
  ReadEntries,
  DescribeEntry,
  DecideEntry,
  UndoAct,
  ReadHistory,
  ReviewQueue,
  LearntNameRivals,
  HeldPairs,
  ReadBand,
  SampleBand,
  AcceptBand,
];
