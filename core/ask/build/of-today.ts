import type { Catalogue, FieldInfo } from '../catalogue.ts';
import type { DraftMeasure } from '../draft.ts';
import { isLevelMetric } from '../levels.ts';
import { Refusal } from '../refusal.ts';
import { nameWords } from '../words.ts';
import { type BuildContext, wordsOf } from './context.ts';

const now = /\b(current|currently|today|now|at present)\b/i;

/**
 * "average price today", where the model says that the price is the one of today: the word adds nothing, and no date of
 * what the number is taken of keeps its rows. Of a number that was written down when something happened, it may rather
 * mean the other one that is of today.
 */
export function leaveOutToday({ draft, catalogue }: BuildContext): void {
  const today = draft.times.filter(
    ({ phrase: { range }, fields }) => range.kind === 'current' && range.unit === 'day' && fields.length === 0,
  );
  // what stands at a level stands as it was last written down
  const levels = draft.measures.every(m => m.kind === 'metric' && isLevelMetric(catalogue, m.metric));
  if (today.length > 0 && draft.measures.length > 0 && levels) {
    draft.times = draft.times.filter(time => !today.includes(time));
    return;
  }
  const fields = draft.measures.map(measure => numbersIn(catalogue, measure));
  if (today.length === 0 || fields.length === 0 || fields.some(each => each.length === 0)) return;
  if (fields.flat().every(isOfNow)) {
    draft.times = draft.times.filter(time => !today.includes(time));
    return;
  }
  const all = [...catalogue.fields.values()];
  const other = all.find(each => isOfNow(each) && fields.flat().some(field => field !== each && tells(each, field)));
  if (other) throw new Refusal(`It is ${wordsOf(other.name)} that is the one of today: name the number that is meant.`);
}

/** The number fields that a mean or the like is taken of; none of a total or a count, which are of what happened. */
function numbersIn({ metrics, fields }: Catalogue, measure: DraftMeasure): FieldInfo[] {
  if (measure.kind === 'aggregate')
    return measure.function === 'SUM' ? [] : measure.choice.options.slice(0, 1).map(option => option.field);
  const text = measure.kind === 'metric' ? (metrics.get(measure.metric)?.text ?? '') : '';
  const id = /^(?:AVG|MIN|MAX|MEDIAN)\(([\w."]+)\)$/.exec(text)?.[1]?.replaceAll('"', '');
  const field = id === undefined ? undefined : fields.get(id);
  return field ? [field] : [];
}

const isOfNow = ({ name, field }: FieldInfo): boolean =>
  now.test(`${name.replaceAll('_', ' ')} ${field.description ?? ''}`);

/** Whether a field is described by the name of the other: "list price of one piece today". */
const tells = (one: FieldInfo, { name }: FieldInfo): boolean =>
  ` ${nameWords(one.field.description ?? '').join(' ')} `.includes(` ${nameWords(name).join(' ')} `);
