import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/index.js';
import { ClearFiles, ClearFileSource, workbookMark, type ClearFile, type ClearFileTitle, type Watermark } from '../../disclosure/index.js';
import { notFound } from '../../kernel/index.js';
import { TemporaryFiles } from '../../platform/files/temporary-files.js';
import { XLSX } from '../../platform/http/attachment.js';
import { dayAsked } from '../../platform/http/day.js';
import { CITY_FORMS, holdsPersonalData, type ReportForm } from '../domain/index.js';
import { markedForm } from '../forms/index.js';
import { AssembleCity } from './assemble-city.js';
import { WriteCityForm, type CityFormFile } from './write-city-form.js';

/** A form of the city, `<due day>/<form>`. */
@Injectable()
export class ClearCityForm extends ClearFileSource {
  readonly kind = 'city-form';

  constructor(
    private readonly assemble: AssembleCity,
    private readonly forms: WriteCityForm,
    private readonly temporary: TemporaryFiles,
    sources: ClearFiles,
  ) {
    super();
    sources.add(this);
  }

  async describe(principal: Principal, subject: string): Promise<ClearFileTitle> {
    return { title: (await this.make(principal, subject)).fileName, countyCode: null };
  }

  async write(principal: Principal, subject: string, mark: Watermark, folder: string): Promise<ClearFile> {
    const { fileName, bytes } = await this.make(principal, subject);
    const path = join(folder, 'form.xlsx');
    await pipeline(Readable.from([await markedForm(bytes, workbookMark(mark))]), this.temporary.write(path));
    return { path, fileName, type: XLSX };
  }

  private async make(principal: Principal, subject: string): Promise<CityFormFile> {
    const [dueOn = '', name] = subject.split('/');
    const form = CITY_FORMS.find((one): one is ReportForm => one === name && holdsPersonalData(one));
    if (!form) throw notFound('该含个人信息的汇总表');
    const reports = await this.assemble.reports(principal, dayAsked(dueOn));
    return this.forms.run(principal, await this.assemble.of(principal, reports), form);
  }
}
