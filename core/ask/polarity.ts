import type { Catalogue } from './catalogue.ts';
import type { DraftMeasure } from './draft.ts';
import { patterns } from './english/patterns.ts';

/** What "best", "worst" and "slowest" mean for a number: whether more of it is good, whether it is a time. */

const unwelcome = patterns.unwelcome;
const welcome = patterns.welcome;
const lasting = patterns.lastingNouns;

const judging = patterns.judging;
const pacing = /^(the )?(slowest|fastest|quickest)$/;
/** Of dates the first is the earliest, of numbers it is the one at the top. */
const placing = /^(the )?(first|last)$/;

/** A direction, and what was assumed for it. */
export interface Judged {
  readonly direction: 'ASC' | 'DESC';
  /** What the word was taken for; undefined when it says so itself (highest, lowest). */
  readonly note: string | undefined;
}

/** Which end of a number a word such as "best" or "slowest" means; `plain` for words that say so themselves. */
export function directionOf(catalogue: Catalogue, word: string, plain: 'ASC' | 'DESC', measure: DraftMeasure): Judged {
  const text = textOf(catalogue, measure);
  const low = isBetterLow(catalogue, measure);
  if (pacing.test(word)) {
    const slow = /slowest/.test(word);
    const direction = lasting.test(text) === slow ? 'DESC' : 'ASC';
    return { direction, note: noteOf(word, direction) };
  }
  if (placing.test(word) && !isDate(measure, text)) {
    const direction = /first/.test(word) ? 'DESC' : 'ASC';
    return { direction, note: noteOf(word, direction) };
  }
  if (!judging.test(word)) return { direction: plain, note: undefined };
  const good = /best|strongest/.test(word);
  const direction = good === low ? 'ASC' : 'DESC';
  return { direction, note: noteOf(word, direction) };
}

const isDate = (measure: DraftMeasure, text: string): boolean =>
  measure.kind === 'aggregate'
    ? measure.choice.options[0]?.field.kind === 'time' && !measure.since
    : measure.kind === 'metric' && /\bdate\b/.test(text);

/** Whether less of what is called so is good: delays, costs. */
export const lessIsBetter = (text: string): boolean => unwelcome.test(text) && !welcome.test(text);

/** Whether less of a number is good. */
export function isBetterLow(catalogue: Catalogue, measure: DraftMeasure): boolean {
  const [name, ...synonyms] = namesOf(catalogue, measure);
  // one of several names, "supply cost value" of a stock value, says less than its own
  return lessIsBetter(name ?? '') || synonyms.filter(lessIsBetter).length * 2 > synonyms.length;
}

const noteOf = (word: string, direction: 'ASC' | 'DESC'): string =>
  `“${word.replace(/^the /, '')}” is taken as ${direction === 'DESC' ? 'the highest' : 'the lowest'}.`;

const textOf = (catalogue: Catalogue, measure: DraftMeasure): string => namesOf(catalogue, measure).join(' ');

/** What a number is called: by its name and label first, then by each of its synonyms. */
function namesOf(catalogue: Catalogue, measure: DraftMeasure): string[] {
  if (measure.kind === 'count') return [measure.dataset.replaceAll('_', ' ')];
  if (measure.kind === 'aggregate' && measure.since) return ['duration in days'];
  const metric = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
  const field = measure.kind === 'metric' ? undefined : measure.choice.options[0]?.field;
  const { name, label } = metric ?? field ?? {};
  const synonyms = (metric?.metric ?? field?.field)?.aiContext.synonyms ?? [];
  return [`${name ?? ''} ${label ?? ''}`, ...synonyms].map(text => text.replaceAll('_', ' ').toLowerCase());
}
