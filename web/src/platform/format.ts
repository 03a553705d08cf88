const SHANGHAI = 'Asia/Shanghai';
const INSTANT = new Intl.DateTimeFormat('zh-CN', { timeZone: SHANGHAI, dateStyle: 'short', timeStyle: 'short', hour12: false });
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: SHANGHAI, year: 'numeric', month: '2-digit', day: '2-digit' });
const NUMBER = new Intl.NumberFormat('zh-CN');

/** Whole people and enterprises, grouped by thousands. */
export const count = (value: number | null | undefined): string => (value === null || value === undefined ? '—' : NUMBER.format(value));

/** A rate as the service states it: truncated there, never rounded here. Missing data is no zero. */
export const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? '暂无数据' : `${value.toFixed(2)}%`;

export const instant = (text: string | null | undefined): string => (text ? INSTANT.format(new Date(text)) : '—');

/** 2022-10-10 as 2022年10月10日. */
export const day = (text: string | null | undefined): string => {
  const [year, month, date] = (text ?? '').split('-').map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : '—';
};

export const month = (text: string | null | undefined): string => {
  const [year, number] = (text ?? '').split('-').map(Number);
  return year && number ? `${year}年${number}月` : '—';
};

/** The day that it is in Shanghai, where the deadlines are. */
export const today = (): string => DAY.format(new Date());

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
