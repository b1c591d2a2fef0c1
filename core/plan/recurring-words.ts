import type { SemanticModel } from '../semantic/model/types.ts';
import { fieldWords } from './field-words.ts';
import { listed } from './words.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A condition on a part of a date in words: "order date in any December"; undefined for any other expression. */
export function recurringWords(expression: string, model: SemanticModel): string | undefined {
  const match = /^DATE_PART\('(month|dayofweek)', ([^()]+)\) IN \(([\d, ]+)\)$/.exec(expression);
  const [, part, field, values] = match ?? [];
  if (part === undefined || field === undefined || values === undefined) return undefined;
  const names = values.split(', ').map(value => (part === 'month' ? months[Number(value) - 1] : days[Number(value)]));
  if (names.some(name => name === undefined)) return undefined;
  return `${fieldWords(field, model)} ${part === 'month' ? 'in any' : 'on a'} ${listed(names.map(String), 'or')}`;
}
