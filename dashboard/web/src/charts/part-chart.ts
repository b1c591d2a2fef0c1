import { addsUp } from '../../../../core/answer/adds-up.ts';
import type { AnswerColumn, Cell, Results } from '../api/types.ts';
import { numberOf } from '../format.ts';
import { clashReason, foldRows } from './add-up.ts';
import { type Refusal, refusal } from './chart.ts';
import { findColumn, isFound } from './find-column.ts';
import { groupName } from './group-name.ts';

/** A part of a whole, or a stage: of a group, or of a measure where there are no groups. */
export interface Part {
  readonly name: string;
  readonly cell?: Cell | undefined;
  readonly value: number;
}

export interface Parts {
  /** The column of the groups; left out where the parts are measures. */
  readonly label?: AnswerColumn | undefined;
  readonly y: AnswerColumn;
  readonly parts: readonly Part[];
  /** Groups without a value. */
  readonly missing: readonly string[];
}

/**
 * The parts that pies and funnels are made of: a row each by the column `x`, or a measure each of a single row.
 * Refused where rows fall together that may not be added up, or a value lies below zero.
 */
export function partsOf(
  results: Results,
  { x, y }: { readonly x: string | undefined; readonly y: readonly string[] },
  picture: string,
): Parts | Refusal {
  const measures = y.map(name => findColumn(results, name)).filter(isFound);
  const measure = measures[0];
  if (measure === undefined) return refusal(`A ${picture} needs a number, and there is none here.`, 'table');
  const label = findColumn(results, x);
  const all =
    label === undefined
      ? ofMeasures(
          results,
          measures.map(({ column }) => column),
        )
      : ofGroups(results, label.at, measure.at);
  if ('kind' in all) return all;
  const below = all.find(({ value }) => (value ?? 0) < 0);
  if (below !== undefined) return refusal(`${below.name} is below zero, which a ${picture} can’t show.`, 'bar');
  return {
    ...(label && { label: label.column }),
    y: measure.column,
    parts: all.flatMap(({ value, ...part }) => (value === undefined ? [] : [{ ...part, value }])),
    missing: all.filter(({ value }) => value === undefined).map(({ name }) => name),
  };
}

type Maybe = Omit<Part, 'value'> & { readonly value: number | undefined };

function ofMeasures(results: Results, measures: readonly AnswerColumn[]): Maybe[] | Refusal {
  if (results.rows.length > 1) return refusal('There are several rows, and no column to call them by.', 'table');
  const alike = measures.filter(({ unit, format }) => unit === measures[0]?.unit && format === measures[0]?.format);
  return alike.map(({ label, name }) => ({
    name: label,
    value: numberOf(results.rows[0]?.[findColumn(results, name)?.at ?? -1]),
  }));
}

function ofGroups(results: Results, label: number, measure: number): Maybe[] | Refusal {
  const folded = foldRows(results, [label], [measure]);
  if (folded.clash !== undefined) return refusal(clashReason(results, [label], folded.clash), 'table');
  const column = results.columns[label];
  return folded.rows.map(row => ({
    name: column === undefined ? '' : groupName(row[label], column),
    cell: row[label] ?? null,
    value: numberOf(row[measure]),
  }));
}

/** Words for groups without a value. */
export const missingNote = (missing: readonly string[]): readonly string[] =>
  missing.length === 0 ? [] : [`Without a value: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' …' : ''}.`];

/** Whether values of all rows are parts of one whole. */
export const makesWhole = ({ label, y }: Pick<Parts, 'label' | 'y'>): boolean => addsUp(y, label?.role === 'time');
