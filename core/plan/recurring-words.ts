import type { SemanticModel } from '../semantic/model/types.ts';
import { fieldWords } from './field-words.ts';
import { listed } from './words.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const NAMES: Readonly<Record<string, (value: number) => string | undefined>> = {
  quarter: value => `Q${value}`,
  month: value => months[value - 1],
  dayofweek: value => days[value],
  hour: value => `${value}:00`,
};
const JOINED: Readonly<Record<string, string>> = { dayofweek: 'on a', hour: 'in the hour from' };

/** A condition on a part of a date in words: "order date in any December"; undefined for any other expression. */
export function recurringWords(expression: string, model: SemanticModel): string | undefined {
  const match = /^DATE_PART\('(quarter|month|dayofweek|hour)', ([^()]+)\) IN \(([\d, ]+)\)$/.exec(expression);
  const [, part, field, values] = match ?? [];
  if (part === undefined || field === undefined || values === undefined) return undefined;
  const names = values.split(', ').map(value => NAMES[part]?.(Number(value)));
  if (names.some(name => name === undefined)) return undefined;
  return `${fieldWords(field, model)} ${JOINED[part] ?? 'in any'} ${listed(names.map(String), 'or')}`;
}
