import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
import { notFound } from '../../kernel/index.js';
import { FORM_NAMES, type ReportForm } from '../domain/index.js';
import { FormHeads } from '../form-heads.js';
import { fillReportForm } from '../write-forms.js';
import type { CityAssembly, CountyOfTurn } from './assemble-city.js';
import { cityRemarks, type CountyAndState } from './remarks.js';

export interface CityFormFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Fills the city's forms from the same templates as the counties'; below them it says which counties are not in them. */
@Injectable()
export class WriteCityForm {
  constructor(private readonly heads: FormHeads) {}

  /** The same assembly gives the same bytes. Throws Problem `not-found` where the counties do not owe this form. */
  async run({ regionCode }: Principal, assembly: CityAssembly, form: ReportForm): Promise<CityFormFile> {
    if (!assembly.stated[form]) throw notFound('该汇总表');
    const { windowFrom, windowTo, filledOn, stated, coverage, hash, dueOn } = assembly;
    const { head, templatesDir } = await this.heads.of({ countyCode: regionCode, windowFrom, windowTo });
    const remarks = cityRemarks(assembly.accepted.map(nameAndState), assembly.pending.map(nameAndState));
    const bytes = await fillReportForm(form, templatesDir, { ...head, filledOn }, { stated, coverage, hash, remarks });
    return { fileName: `${dueOn}_${regionCode}_${FORM_NAMES[form]}（全市汇总）.xlsx`, bytes };
  }
}

const nameAndState = ({ countyName, report: { state } }: CountyOfTurn): CountyAndState => ({ countyName, state });
