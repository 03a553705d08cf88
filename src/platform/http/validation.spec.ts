import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Problem } from '../../kernel/index.js';
import { validation } from './validation.js';

class Inner {
  @IsInt() people: number;
}

class Proof {
  @IsString() @IsNotEmpty() @MaxLength(5) document: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(9) insuredCount?: number;
  @IsOptional() @Matches(/^\d{4}$/) year?: string;
  @IsOptional() @IsIn(['yes', 'no']) answer?: string;
  @IsOptional() @MinLength(3) note?: string;
  @IsOptional() @ArrayNotEmpty() list?: string[];
  @IsOptional() @ValidateNested() @Type(() => Inner) inner?: Inner;
}

async function refusal(body: object): Promise<Problem> {
  const outcome: unknown = await validation()
    .transform({ document: '凭证', ...body }, { type: 'body', metatype: Proof })
    .catch((error: unknown) => error);
  if (outcome instanceof Problem) return outcome;
  throw new Error('The body was accepted.');
}

describe('a request is checked', () => {
  it('and let through with numbers as numbers', async () => {
    const accepted: unknown = await validation().transform({ document: '凭证', insuredCount: '7' }, { type: 'query', metatype: Proof });
    expect(accepted).toBeInstanceOf(Proof);
    expect(accepted).toEqual({ document: '凭证', insuredCount: 7 });
  });

  it.each<[object, string]>([
    [{ document: '' }, 'document不能为空'],
    [{ document: '五个字以上的' }, 'document太长'],
    [{ insuredCount: 1.5 }, 'insuredCount应为整数'],
    [{ insuredCount: 0 }, 'insuredCount太小'],
    [{ insuredCount: 10 }, 'insuredCount太大'],
    [{ year: '20' }, 'year格式不正确'],
    [{ answer: 'maybe' }, 'answer不在可选范围内'],
    [{ note: '短' }, 'note太短'],
    [{ smuggled: 1 }, 'smuggled不是可以填写的项目'],
    [{ inner: { people: '三' } }, 'inner.people应为整数'],
    [{ list: [] }, 'list不正确'],
  ])('%j is refused: %s', async (body, sentence) => {
    expect(await refusal(body)).toMatchObject({ kind: 'invalid', code: 'fields-invalid', message: `请修改后重试：${sentence}。` });
  });

  it('all faults are told at once, per field', async () => {
    const { message, details } = await refusal({ insuredCount: 0, year: '20', answer: 'maybe' });
    expect(message).toBe('请修改后重试：insuredCount太小；year格式不正确；answer不在可选范围内。');
    expect(details).toEqual({
      fields: [
        { field: 'insuredCount', fault: '太小' },
        { field: 'year', fault: '格式不正确' },
        { field: 'answer', fault: '不在可选范围内' },
      ],
    });
  });

  it('what was typed is not repeated: it may be personal', async () => {
    const { message, details } = await refusal({ year: '152801197003151231' });
    expect(message + JSON.stringify(details)).not.toContain('1528');
  });
});
