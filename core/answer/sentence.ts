import { allColumns } from '../plan/columns.ts';
import { havingWords } from '../plan/explain.ts';
import { filterWords } from '../plan/explain-filters.ts';
import { lowerFirst as asWord } from '../plan/labels.ts';
import type { Plan } from '../plan/schema.ts';
import { countedRange } from '../plan/time.ts';
import type { Cell } from '../ports/query-engine.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { formatCell, formatTime, singularOf } from './format.ts';
import { mainMeasure } from './parts.ts';
import { isRunning, periodPhrase } from './period.ts';
import type { AnswerColumn } from './types.ts';

/** What a sentence is made from: nothing it says comes from elsewhere. */
export interface Sayable {
  readonly plan: Plan;
  readonly model: SemanticModel;
  readonly explanation: string;
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  /** The last place of a ranking is shared with rows that are left out. */
  readonly tied?: boolean | undefined;
  readonly now: Date;
}

type Row = readonly Cell[];

/** Values that a sentence names one by one. */
const mostListed = 8;

/** One plain true sentence about the rows; one more where it is chance which of several equal ones are shown. */
export function answerSentence(said: Sayable): string {
  if (!said.tied) return sentenceOf(said);
  const last = said.rows.length === 1 ? '' : ' as the last of them';
  return `${sentenceOf(said)} Others have the same${last} and are not shown.`;
}

function sentenceOf(said: Sayable): string {
  const { plan, columns, rows, explanation } = said;
  const first = rows[0];
  if (!first) return `Nothing matches: ${lowerFirst(explanation)}${explanation.endsWith('.') ? '' : '.'}`;
  if (plan.fields.length > 0) return listing(said);
  const keys = columns.filter(column => column.role !== 'measure');
  const measures = columns.filter(column => column.role === 'measure');
  if (keys.length === 0) return rows.length === 1 ? single(said, measures, first) : `${counted(said)}${scope(said)}.`;
  if (measures.length === 0) return `${counted(said)} by ${names(keys)}${scope(said)}${listOf(said, keys)}.`;
  const [time] = keys;
  const main = mainMeasure(plan, columns) ?? measures[0]!;
  return keys.length === 1 && time?.role === 'time' ? series(said, time, main) : groups(said, keys, main);
}

const lowerFirst = (text: string) => (/^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
const cellOf = (said: Sayable, row: Row, column: AnswerColumn): Cell => row[said.columns.indexOf(column)] ?? null;
/** A unit that the label says already is not said again: order count is 12. */
const shown = (said: Sayable, row: Row, column: AnswerColumn): string =>
  formatCell(cellOf(said, row, column), saysUnit(column) ? withoutUnit(column) : column, { compact: true });

/** A number alone: a stretch of time without its unit would be taken for seconds. */
const withoutUnit = ({ unit: _, format, ...column }: AnswerColumn): AnswerColumn => ({
  ...column,
  ...(format !== undefined && format !== 'duration' && { format }),
});

const saysUnit = ({ label, unit }: AnswerColumn): boolean =>
  unit !== undefined &&
  label
    .toLowerCase()
    .split(' ')
    .some(word => singularOf(word) === singularOf(unit.toLowerCase()));

/** The verb that a label takes: late deliveries were, units sold were, order count was. */
function be({ label }: AnswerColumn, past: boolean): string {
  const [head = ''] = label.toLowerCase().split(/ (?:of|per|by|in|on|from) /);
  const words = head.split(' ');
  const noun = /^(sold|made|due|received|purchased|bought|placed|shipped|ordered|returned)$/.test(words.at(-1) ?? '')
    ? words.at(-2)
    : words.at(-1);
  const isPlural = noun !== undefined && singularOf(noun) !== noun;
  return past ? (isPlural ? 'were' : 'was') : isPlural ? 'are' : 'is';
}

const names = (columns: readonly AnswerColumn[]): string =>
  joined(columns.map(column => (column.role === 'time' && column.grain ? column.grain : asWord(column.label))));

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** "12 results", "The first 10,000 results": how many there are, or that there are more. */
function counted({ rows, truncated }: Sayable, noun = 'result'): string {
  const count = rows.length.toLocaleString('en-US');
  return truncated ? `The first ${count} ${noun}s of more` : `${count} ${noun}${rows.length === 1 ? '' : 's'}`;
}

/** Where and when the number holds: " in Q3 2026, only country Germany". */
function scope(said: Sayable): string {
  const { plan, now } = said;
  const range = plan.time?.range && countedRange(plan.time.range, plan, now);
  return `${range ? ` ${periodPhrase(range, now)}` : ''}${conditions(said)}`;
}

/** Which rows and groups are kept: ", only country Germany". That groups have a name is seen. */
function conditions({ plan, model, now }: Sayable): string {
  const columns = allColumns(plan, model);
  return [
    '',
    ...plan.where.map(filter => filterWords(filter, model, now)),
    ...plan.having.flatMap(one => (one.operator === 'isPresent' ? [] : [havingWords(one, columns)])),
  ].join(', ');
}

function single(said: Sayable, measures: readonly AnswerColumn[], row: Row): string {
  const known = measures.filter(measure => cellOf(said, row, measure) !== null);
  const [main, ...others] = known.filter(measure => comparisonOf(said, measure) === undefined);
  if (!main) return `There is no value${scope(said)}: nothing matches.`;
  const verb = be(main, said.plan.time?.range !== undefined);
  const parts = [`${main.label} ${verb} ${shown(said, row, main)}`];
  for (const other of others) parts.push(`${asWord(other.label)} ${shown(said, row, other)}`);
  return `${joined(parts)}${scope(said)}${change(said, measures, main, row)}.`;
}

type Comparison = Extract<Plan['steps'][number], { kind: 'comparison' }>;

/** The step that made a column by comparing another with an earlier time. */
function comparisonOf(said: Sayable, column: AnswerColumn): Comparison | undefined {
  const step = said.plan.steps.find(each => each.name === column.name);
  return step?.kind === 'comparison' ? step : undefined;
}

/** ", up 12.4 % on the period before ($1.2M)": what of it the answer has. */
function change(said: Sayable, measures: readonly AnswerColumn[], main: AnswerColumn, row: Row): string {
  const compared = (output: Comparison['output']) =>
    measures.find(measure => {
      const step = comparisonOf(said, measure);
      return step?.output === output && step.measure === main.name;
    });
  const [growth, before] = [compared('growth'), compared('value')];
  const step = comparisonOf(said, growth ?? before ?? main);
  if (!step) return '';
  const than = step.with === 'previousYear' ? 'the year before' : 'the period before';
  const earlier = before ? shown(said, row, before) : undefined;
  const fraction = growth ? numberOf(said, row, growth) : undefined;
  if (growth === undefined || fraction === undefined) return earlier === undefined ? '' : `; ${than} ${earlier}`;
  const value = earlier === undefined ? '' : ` (${earlier})`;
  if (fraction === 0) return `, the same as ${than}${value}`;
  const size = formatCell(Math.abs(fraction), { ...growth, unit: '%' });
  return `, ${fraction > 0 ? 'up' : 'down'} ${size} on ${than}${value}`;
}

/** The rows of the largest and the smallest value of a measure; undefined where none has a value. */
function extremes(said: Sayable, measure: AnswerColumn): { largest: Row; smallest: Row } | undefined {
  const valued = said.rows.filter(row => typeof numberOf(said, row, measure) === 'number');
  const [first, ...rest] = valued;
  if (!first) return undefined;
  const value = (row: Row) => numberOf(said, row, measure) ?? 0;
  return {
    largest: rest.reduce((best, row) => (value(row) > value(best) ? row : best), first),
    smallest: rest.reduce((best, row) => (value(row) < value(best) ? row : best), first),
  };
}

function numberOf(said: Sayable, row: Row, measure: AnswerColumn): number | undefined {
  const cell = cellOf(said, row, measure);
  if (cell === null || typeof cell === 'boolean' || !['integer', 'decimal', 'float'].includes(measure.type))
    return undefined;
  const number = Number(cell);
  return Number.isFinite(number) ? number : undefined;
}

function series(said: Sayable, time: AnswerColumn, measure: AnswerColumn): string {
  const { rows } = said;
  const when = (row: Row) => formatTime(String(cellOf(said, row, time) ?? 'no date'), time.grain);
  const at = (row: Row) => `${time.grain === 'day' ? 'on' : 'in'} ${when(row)}`;
  if (rows.length === 1)
    return `${measure.label} ${be(measure, true)} ${shown(said, rows[0]!, measure)} ${at(rows[0]!)}${conditions(said)}.`;
  const isOpen = isRunning(String(cellOf(said, rows.at(-1)!, time) ?? ''), time.grain, said.now);
  // What is not over yet is no low.
  const ends = extremes(isOpen && rows.length > 2 ? { ...said, rows: rows.slice(0, -1) } : said, measure);
  const until = `${when(rows.at(-1)!)}${isOpen ? ' so far' : ''}`;
  const [order] = said.plan.orderBy;
  const stretch = !order || order.column === time.name ? ` from ${when(rows[0]!)} to ${until}` : '';
  const span = `${counted(said, time.grain ?? 'result')}${stretch}${conditions(said)}`;
  if (!ends || ends.largest === ends.smallest) return `${span}.`;
  const high = `highest ${at(ends.largest)} (${shown(said, ends.largest, measure)})`;
  const low = `lowest ${at(ends.smallest)} (${shown(said, ends.smallest, measure)})`;
  return `${span}; ${asWord(measure.label)} ${be(measure, true)} ${high} and ${low}.`;
}

function groups(said: Sayable, keys: readonly AnswerColumn[], measure: AnswerColumn): string {
  const ends = extremes(said, measure);
  const count = `${counted(said)} by ${names(keys)}${scope(said)}`;
  if (!ends) return `${count}.`;
  const ascending = said.plan.orderBy.some(each => each.column === measure.name && each.direction === 'ASC');
  const row = ascending ? ends.smallest : ends.largest;
  const group = keys.map(key => nameOf(cellOf(said, row, key), key)).join(', ');
  const value = shown(said, row, measure);
  if (said.rows.length === 1) return `${measure.label} ${be(measure, false)} ${value} for ${group}${scope(said)}.`;
  const label = asWord(measure.label);
  const equal = said.rows.filter(other => numberOf(said, other, measure) === numberOf(said, row, measure)).length;
  if (equal === said.rows.length && !said.truncated)
    return `${count}; ${label} ${be(measure, false)} ${value} for each.`;
  const others = equal === 1 ? '' : ` and ${(equal - 1).toLocaleString('en-US')} other${equal === 2 ? '' : 's'}`;
  return `${count}; ${label} ${be(measure, false)} ${ascending ? 'lowest' : 'highest'} for ${group}${others} (${value}).`;
}

/** A group by its name; where that is missing, which name it is. */
const nameOf = (cell: Cell, key: AnswerColumn): string =>
  cell === null ? `no ${asWord(key.label)}` : formatCell(cell, key);

const listing = (said: Sayable): string => `${counted(said, 'row')}${scope(said)}.`;

/** The values themselves where they are few. */
function listOf(said: Sayable, keys: readonly AnswerColumn[]): string {
  const [key] = keys;
  if (!key || keys.length > 1 || said.truncated || said.rows.length > mostListed) return '';
  return `: ${joined(said.rows.map(row => shown(said, row, key)))}`;
}
