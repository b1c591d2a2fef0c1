import { formatCell } from '../answer/format.ts';
import type { AnswerColumn } from '../answer/types.ts';
import type { Notification } from '../ports/notifier.ts';
import type { AlertRule, Condition } from './rule.ts';
import type { AlertState, Telling } from './state.ts';

type Shown = Pick<AnswerColumn, 'label' | 'type' | 'unit' | 'format' | 'decimals'> | undefined;

const hours = { type: 'float', unit: 'hours', format: 'duration' } as const;
const percent = { type: 'float', unit: '%', decimals: 1 } as const;

/** A number that a condition is about, as people read it. */
export function shownNumber(value: number, condition: Condition, column: Shown): string {
  if (condition.kind === 'stale') return formatCell(value / 3600, hours);
  if (condition.kind === 'change' && condition.measure === 'percent') return formatCell(value / 100, percent);
  return formatCell(value, column ?? { type: 'float' });
}

/** A level is said with all its digits: below 99.95 % is not below 100.0 %. */
function exact(column: NonNullable<Shown>, level: number): NonNullable<Shown> {
  if (column.decimals === undefined || column.decimals === null) return column;
  const isPercent = column.unit === '%' || column.format === 'percent';
  const [, digits = ''] = String(Number((isPercent ? level * 100 : level).toPrecision(12))).split('.');
  return { ...column, decimals: Math.max(column.decimals, Math.min(digits.length, 6)) };
}

/** When it fires, in words. */
export function conditionText(condition: Condition, column?: Shown): string {
  const shown = (value: number) => shownNumber(value, condition, column && exact(column, value));
  switch (condition.kind) {
    case 'missing':
      return 'there is no number';
    case 'stale':
      return `the data is older than ${shown(condition.older_than_seconds)}`;
    case 'threshold':
      return `${condition.direction} ${shown(condition.trigger)}${clearText(condition, shown)}`;
    case 'change': {
      const before = condition.with === 'previousYear' ? 'the year before' : 'the period before';
      return `change against ${before} ${condition.direction} ${shown(condition.trigger)}${clearText(condition, shown)}`;
    }
  }
}

const clearText = (
  { trigger, clear }: { trigger: number; clear?: number | undefined },
  shown: (value: number) => string,
): string => (clear === undefined || clear === trigger ? '' : `, over at ${shown(clear)}`);

const heads = { firing: 'Alert', ok: 'Over', error: 'Can not be checked' } as const;

/** What people are told. */
export function alertNotification(
  rule: AlertRule,
  state: AlertState,
  telling: Telling,
  context: { readonly column: Shown; readonly link: string },
): Notification {
  const { column, link } = context;
  const label = column?.label;
  const value =
    state.value === null
      ? undefined
      : `${label ? `${label}: ` : ''}${shownNumber(state.value, rule.condition, column)}.`;
  const lines = [
    telling.state === 'error' ? state.error?.message : value,
    `Fires when ${conditionText(rule.condition, column)}.`,
    `${telling.kind === 'reminder' ? 'Still so, since' : 'Since'} ${state.since.slice(0, 16).replace('T', ' ')} UTC.`,
    link,
  ];
  return {
    subject: `${telling.again ? 'Can be checked again' : heads[telling.state]}: ${rule.title}`,
    text: lines.filter(line => line !== undefined && line !== '').join('\n'),
    severity: telling.state === 'firing' ? rule.severity : telling.state === 'error' ? 'warning' : 'info',
  };
}
