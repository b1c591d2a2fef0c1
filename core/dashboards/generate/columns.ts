import type { AnswerColumn } from '../../answer/types.ts';
import { stemsOf } from '../../ask/words.ts';
import { planColumns } from '../../plan/columns.ts';
import { findMetric, sameName } from '../../plan/names.ts';
import type { Tile } from '../spec.ts';
import { tilePlans } from '../tile-plans.ts';
import type { Work } from './context.ts';

/** The columns of a tile as words name them. */

/** All columns that a tile shows, those of its comparison too; none where it asks nothing of the model. */
export function columnsOf(work: Work, tile: Tile): readonly AnswerColumn[] {
  const { plan } = tile;
  if (!plan) return [];
  const { model } = work.reader;
  return planColumns(tilePlans({ ...tile, plan }, work.spec, {}, model).main, model.model);
}

/** Whether it holds numbers; of measures that no model describes it is what nothing speaks against. */
export const isNumber = ({ type, role }: AnswerColumn): boolean =>
  type === 'integer' || type === 'decimal' || type === 'float' || (role === 'measure' && type === 'other');

/** Its own numbers: not those of the time before, where it has others. */
export function ownNumbers(tile: Tile, columns: readonly AnswerColumn[]): readonly AnswerColumn[] {
  const { plan } = tile;
  const measures = columns.filter(column => column.role === 'measure');
  if (measures.length === 0) return columns.filter(isNumber);
  const own = measures.filter(({ name }) => plan?.measures.some(measure => sameName(measure.name, name)));
  return own.length > 0 ? own : measures;
}

const small = new Set(['the', 'of', 'a', 'in', 'per', 'by']);
const stems = (text: string): readonly string[] => stemsOf(text).filter(stem => !small.has(stem));

/** The columns that words may mean: all of their words are in its name or in one of its synonyms, and the least besides. */
export function columnsNamed(work: Work, tile: Tile, words: string): readonly AnswerColumn[] {
  const wanted = stems(words.replaceAll('_', ' '));
  if (wanted.length === 0) return [];
  const scored = columnsOf(work, tile).flatMap(column => {
    const besides = namesOf(work, tile, column)
      .map(stems)
      .filter(has => wanted.every(stem => has.includes(stem)))
      .map(has => has.length - wanted.length);
    return besides.length === 0 ? [] : [{ column, besides: Math.min(...besides) }];
  });
  const least = Math.min(...scored.map(({ besides }) => besides));
  return scored.filter(({ besides }) => besides === least).map(({ column }) => column);
}

function namesOf({ reader }: Work, { plan }: Tile, { name, label }: AnswerColumn): readonly string[] {
  const metric = plan?.measures.find(measure => sameName(measure.name, name))?.metric;
  const found = metric === undefined ? undefined : findMetric(reader.model.model, metric);
  const synonyms = found?.aiContext.synonyms ?? [];
  return [name.replaceAll('_', ' '), label, ...(found?.label === undefined ? [] : [found.label]), ...synonyms];
}
