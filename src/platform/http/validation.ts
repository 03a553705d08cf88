import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { Problem } from '../../kernel/index.js';

const SENTENCES: Readonly<Record<string, string>> = {
  isNotEmpty: '不能为空',
  isString: '应为文字',
  isInt: '应为整数',
  isIn: '不在可选范围内',
  isEnum: '不在可选范围内',
  isBoolean: '应为是或否',
  matches: '格式不正确',
  length: '长度不符合要求',
  minLength: '太短',
  maxLength: '太长',
  min: '太小',
  max: '太大',
  whitelistValidation: '不是可以填写的项目',
};

/** Checks every request body and query against its DTO; faults are told in Chinese, per field, by constraint. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true, exceptionFactory: toProblem });

function toProblem(errors: readonly ValidationError[]): Problem {
  const fields = errors.flatMap((error) => faultsOf(error, ''));
  const message = fields.map(({ field, fault }) => `${field}${fault}`).join('；');
  return new Problem('invalid', 'fields-invalid', `请修改后重试：${message}。`, { fields });
}

function faultsOf(error: ValidationError, prefix: string): { field: string; fault: string }[] {
  const field = prefix + error.property;
  const own = Object.keys(error.constraints ?? {}).map((constraint) => ({ field, fault: SENTENCES[constraint] ?? '不正确' }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${field}.`))];
}
