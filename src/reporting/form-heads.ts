import { Inject, Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { KeyIndustries } from '../registry/index.js';
import type { FormHead } from './form-contents.js';
import type { CountyReport } from './reporting.store.js';

/** What stands above the tables of a report's forms. */
@Injectable()
export class FormHeads {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly regions: RegionSource,
    private readonly industries: KeyIndustries,
    private readonly clock: Clock,
  ) {}

  /** Of a county, or of the city where `countyCode` is the city's. */
  async of({
    countyCode,
    windowFrom,
    windowTo,
  }: Pick<CountyReport, 'countyCode' | 'windowFrom' | 'windowTo'>): Promise<{ head: FormHead; now: Date; templatesDir: string }> {
    const cityCode = await this.regions.cityOf(countyCode);
    const [regions, industries] = await Promise.all([this.regions.tree(), this.industries.of(cityCode)]);
    const head: FormHead = {
      cityName: regions.get(cityCode)?.name ?? '',
      countyName: regions.get(countyCode)?.name ?? countyCode,
      filledOn: this.clock.today(),
      period: { from: windowFrom, to: windowTo },
      industryNames: new Map(industries.map(({ code, name }) => [code, name])),
    };
    return { head, now: this.clock.now(), templatesDir: this.config.templatesDir };
  }
}
