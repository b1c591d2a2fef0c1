import { formatCell } from '../answer/format.ts';
import type { AnswerColumn } from '../answer/types.ts';
import type { Cell } from '../ports/query-engine.ts';
import type { Shown } from './bind.ts';

/** Columns of what agents find. */

export const textColumn = (name: string, label: string): AnswerColumn => ({
  name,
  label,
  type: 'string',
  role: 'dimension',
});

export const dateColumn = (name: string, label: string): AnswerColumn => ({
  name,
  label,
  type: 'date',
  role: 'dimension',
  grain: 'day',
});

export const countColumn = (name: string, label: string): AnswerColumn => ({
  name,
  label,
  type: 'integer',
  role: 'measure',
  format: 'integer',
  decimals: 0,
});

/** @param decimals in place of those that the model shows */
export const numberColumn = (name: string, label: string, shown: Shown = {}, decimals?: number): AnswerColumn => ({
  name,
  label,
  type: 'float',
  role: 'measure',
  unit: shown.unit,
  format: shown.format === 'integer' ? 'number' : (shown.format ?? 'number'),
  decimals: decimals ?? shown.decimals ?? 1,
});

export const daysColumn = (name: string, label: string): AnswerColumn => numberColumn(name, label, { unit: 'days' }, 1);
export const shareColumn = (name: string, label: string): AnswerColumn =>
  numberColumn(name, label, { unit: '%', format: 'percent' }, 1);

/** Numbers in sentences: 1,234.5 pieces. */
export const shown = (value: number, style: Shown = {}, decimals = style.decimals ?? 1): string =>
  formatCell(value, { type: 'float', format: 'number', ...style, decimals });
export const percentText = (value: number): string => shown(value, { unit: '%', format: 'percent' }, 1);
export const countText = (value: number): string => formatCell(value, { type: 'integer', decimals: 0 });

/** 1 order, 2 orders. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

export const cell = (value: number | string | undefined): Cell => value ?? null;
