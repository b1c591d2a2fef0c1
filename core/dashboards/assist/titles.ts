import { explainPlan, planHeadline } from '../../plan/explain.ts';
import type { Filter, Plan, TimeRange } from '../../plan/schema.ts';
import { rangeWords } from '../../plan/words.ts';
import type { SemanticModel } from '../../semantic/model/types.ts';
import { titleOf } from '../generate/tile.ts';
import { LIMITS } from '../spec.ts';

/**
 * Titles of tiles whose plan a language model wrote. It does not name them: a name beside a number could say anything
 * of it. They say what the plan counts, or they are the words of whoever asked.
 */

const units = (count: number, unit: string): string => (count === 1 ? unit : `${count} ${unit}s`);

/** A window as it stays true tomorrow. */
function windowWords(range: TimeRange, now: Date): string {
  switch (range.kind) {
    case 'previous':
      return `last ${units(range.count, range.unit)}`;
    case 'past':
      return `past ${units(range.count, range.unit)}`;
    case 'next':
      return `next ${units(range.count, range.unit)}`;
    case 'current':
      return range.unit === 'day' ? 'today' : `this ${range.unit}`;
    case 'toDate':
      return `${range.unit} to date`;
    default:
      return rangeWords(range, now);
  }
}

/** Whether its words have dates that are others tomorrow. */
function hasMovingDates({ measures, where }: Plan): boolean {
  const moves = (filter: Filter): boolean =>
    'period' in filter ||
    ('anyOf' in filter && filter.anyOf.some(moves)) ||
    ('related' in filter && filter.where.some(moves));
  return where.some(moves) || measures.some(({ period, filters = [] }) => period !== undefined || filters.some(moves));
}

/** @param asked the words that the plan was made of */
export function titleOfPlan(plan: Plan, asked: string, model: SemanticModel, now: Date): string {
  const range = plan.time?.range;
  const window = range && plan.measures.length > 0 ? `, ${windowWords(range, now)}` : '';
  const headline = `${planHeadline(plan, model, now)}${window}`;
  if (!hasMovingDates(plan) && headline.length <= LIMITS.title) return headline;
  return titleOf(asked.replace(/\s+/g, ' ')).slice(0, LIMITS.title) || headline.slice(0, LIMITS.title);
}

/** Whether the request itself gives the name: in quotes, or after a word such as "called". */
export function isNamed(request: string, title: string): boolean {
  const name = title.trim().toLowerCase();
  const words = request.toLowerCase().replace(/[“”„«»‘’]/g, '"');
  return ['"', 'called ', 'named ', 'titled ', 'title '].some(before => words.includes(before + name));
}

/** What a tile shows, for whoever checks it. */
export const shownWords = (plan: Plan, model: SemanticModel, now: Date): string => explainPlan(plan, model, now);
