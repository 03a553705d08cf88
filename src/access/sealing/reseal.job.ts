import { Injectable } from '@nestjs/common';
import { JobHandler, type JobContext, type JobDefinition } from '../../platform/jobs/index.js';
import { Reseal } from './reseal.js';

interface Payload {
  readonly keyId: string;
}

export const RESEAL: JobDefinition<Payload> = {
  name: 'access.reseal',
  maxAttempts: 20,
  leaseSeconds: 120,
  backoff: { firstSeconds: 30, factor: 2, maxSeconds: 3600 },
};

/** Seals anew, in the background, what older keys have sealed. Begun again, it goes on where it was: what is done names the new key. */
@Injectable()
export class ResealJob extends JobHandler<Payload> {
  readonly definition = RESEAL;

  constructor(private readonly reseal: Reseal) {
    super();
  }

  async run({ keyId }: Payload, context: JobContext): Promise<void> {
    await this.reseal.run(keyId, context);
  }
}
