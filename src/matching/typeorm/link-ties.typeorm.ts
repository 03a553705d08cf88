import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitTies } from '../../enrolment/index.js';
import type { IdentityTie } from '../../intake/index.js';
import { chunks, Database, inLists } from '../../platform/database/index.js';
import { EnterpriseTies } from '../../registry/index.js';
import { LinkEntity } from './link.entity.js';

/** Links tie both of their sides where a person has decided them; what matching has found by itself does not. */
@Injectable()
export class LinkTies {
  constructor(
    private readonly database: Database,
    enterprises: EnterpriseTies,
    units: UnitTies,
  ) {
    enterprises.add(this.of('enterpriseId'));
    units.add(this.of('unitId'));
  }

  private of(side: 'enterpriseId' | 'unitId'): IdentityTie {
    return {
      tiedAmong: async (ids) => {
        const links = await inLists(ids, (piece) =>
          this.database.reader.findBy(LinkEntity, { [side]: In(piece), status: In(['confirmed', 'rejected']) }),
        );
        return new Set(links.map((link) => link[side]));
      },
      release: async (ids) => {
        for (const piece of chunks(ids, 500))
          await this.database.writer.delete(LinkEntity, { [side]: In(piece), status: In(['auto', 'review']) });
      },
    };
  }
}
