import type { AnswerColumn } from '../../answer/types.ts';
import { convert, unitOf, unitOfNumber } from '../../ask/units.ts';
import { leafOf, sameName } from '../../plan/names.ts';
import { draws } from '../shows.ts';
import type { Tile } from '../spec.ts';
import { columnsNamed, columnsOf, isNumber, ownNumbers } from './columns.ts';
import { isReading } from './content.ts';
import type { Work } from './context.ts';
import type { NotFound } from './refer.ts';
import type { Condition, SaidRule } from './tone-words.ts';

/** What words say of colours by value, as the rules of a tile. */

export type CellRule = NonNullable<NonNullable<Tile['style']>['rules']>[number];

/** Rules that a tile may have at most. */
const mostRules = 20;

const isTold = (result: object): result is NotFound => 'reason' in result;

/**
 * The rules of a tile with those that words say: what was said of the same colour of a number before is replaced.
 * @param column the number that all of them are about, where words name it
 */
export async function rulesWith(
  work: Work,
  tile: Tile,
  said: readonly SaidRule[],
  column?: string,
): Promise<readonly CellRule[] | NotFound> {
  if (said.some(({ marks }) => marks === 'row') && !draws(tile.kind, 'rowRules')) {
    const reason = `Whole rows are coloured in tables: “${tile.title}” is none.`;
    return { reason, nearest: [`turn ${tile.title} into a table`] };
  }
  const added: CellRule[] = [];
  for (const rule of said) {
    const found = await ruleOf(work, tile, rule, rule.column ?? column);
    if (isTold(found)) return found;
    added.push(found);
  }
  const replaced = (old: CellRule) =>
    added.some(one => sameName(one.column, old.column) && one.tone === old.tone && one.operator !== '=');
  const kept: readonly CellRule[] = (tile.style?.rules ?? []).filter(
    old => !replaced(old) && !added.some(one => isSame(one, old)),
  );
  const all = added.reduce((rules, rule, index) => withRule(rules, rule, index), kept);
  if (all.length <= mostRules) return all;
  return { reason: `“${tile.title}” would have ${all.length} rules; ${mostRules} at most.`, nearest: [] };
}

const isSame = (one: CellRule, other: CellRule): boolean =>
  sameName(one.column, other.column) && one.operator === other.operator && one.value === other.value;

const side = ({ operator }: CellRule): string => (operator === '!=' ? operator : operator.charAt(0));

/** Whether a rule holds for fewer values than one of the same side: below 10 than below 20. */
function isStricter({ operator, value }: CellRule, other: CellRule): boolean {
  if (typeof value !== 'number' || typeof other.value !== 'number') return false;
  if (value === other.value) return operator.length < other.operator.length;
  return operator.startsWith('<') ? value < other.value : value > other.value;
}

/**
 * The first rule that holds counts: a new one goes before others, but behind those of its side that are stricter.
 * @param added how many new ones there are already
 */
function withRule(rules: readonly CellRule[], rule: CellRule, added: number): readonly CellRule[] {
  const isAlike = (other: CellRule) => sameName(other.column, rule.column) && side(other) === side(rule);
  const weaker = rules.findIndex(other => isAlike(other) && isStricter(rule, other));
  const last = rules.findLastIndex(isAlike);
  const behind = rule.operator === '!=' ? rules.length : last < 0 ? added : last + 1;
  return rules.toSpliced(weaker < 0 ? behind : weaker, 0, rule);
}

async function ruleOf(
  work: Work,
  tile: Tile,
  { text, color, tone, condition, marks }: SaidRule,
  named: string | undefined,
): Promise<CellRule | NotFound> {
  if (tone === undefined) {
    const reason = `By value there are red, amber, green and grey, for what a number means; ${color} means nothing of one.`;
    return { reason, nearest: [text.replace(new RegExp(color, 'i'), 'red')] };
  }
  if (!condition) return { reason: `It does not say of which values: “${text}”.`, nearest: [`${color} above 100`] };
  const column = columnFor(work, tile, named, typeof condition.value === 'number');
  if (isTold(column)) return column;
  const value = await valueFor(work, tile, column, condition);
  if (typeof value === 'object') return value;
  return { column: column.name, operator: condition.operator, value, tone, ...(marks && { marks }) };
}

function columnFor(work: Work, tile: Tile, named: string | undefined, isOfNumbers: boolean): AnswerColumn | NotFound {
  const all = columnsOf(work, tile);
  const fitting = all.filter(column => isNumber(column) === isOfNumbers);
  const some = named === undefined ? ownNumbers(tile, all) : columnsNamed(work, tile, named);
  const found =
    named === undefined && !isOfNumbers
      ? fitting
      : some.filter(({ name }) => fitting.some(column => column.name === name));
  const [only] = found;
  if (only && found.length === 1) return only;
  const nearest = (found.length > 0 ? found : fitting).slice(0, 5).map(({ label }) => `red when ${label} is …`);
  if (all.length === 0) return { reason: `What “${tile.title}” shows is known only when it is opened.`, nearest: [] };
  if (named === undefined) return { reason: `It does not say which number of “${tile.title}” is meant.`, nearest };
  if (found.length > 1) return { reason: `“${named}” may be several numbers of “${tile.title}”.`, nearest };
  const kind = isOfNumbers ? 'number' : 'text';
  return { reason: `“${tile.title}” shows no ${kind} “${named}”.`, nearest };
}

/** What a column is compared with, in its own unit. */
async function valueFor(
  work: Work,
  tile: Tile,
  column: AnswerColumn,
  { value, unit, isPercent }: Condition,
): Promise<number | string | NotFound> {
  if (typeof value === 'string') return textFor(work, tile, column, value);
  const told = (reason: string): NotFound => ({ reason, nearest: [] });
  if (unit !== undefined) return inUnit(column, value, unit) ?? told(`${column.label} is not counted in ${unit}.`);
  const shared = isShare(column);
  if (isPercent) {
    if (shared === false) return told(`${column.label} is no share: it is not counted in percent.`);
    if (shared === undefined)
      work.assume([`${column.label} is taken as a share: percents are hundredths of it.`], tile.id);
    return value;
  }
  if (shared !== true || Math.abs(value) <= 1) return value;
  work.assume([`${value} is taken as ${value} %: ${column.label} is a share.`], tile.id);
  return value / 100;
}

/** Whether its values are shares; undefined where the model does not say. */
function isShare({ type, unit, format }: AnswerColumn): boolean | undefined {
  if (format === 'percent' || unit === '%') return true;
  return type === 'integer' || unit !== undefined || format !== undefined ? false : undefined;
}

function inUnit({ name, label, unit }: AnswerColumn, value: number, said: string): number | undefined {
  const wanted = unitOf(said.toLowerCase());
  const own = unitOfNumber({ name, unit, texts: [label] });
  if (wanted && own) return convert(value, wanted, own);
  // Money of a number whose money no model names.
  if (wanted?.quantity === 'money' && unit === undefined) return value;
  const plain = (word: string) => word.toLowerCase().replace(/s$/, '');
  const isNamed = plain(unit ?? '') === plain(said) || label.toLowerCase().split(' ').map(plain).includes(plain(said));
  return isNamed ? value : undefined;
}

/** A text as the data has it: what the tile could be narrowed to. */
async function textFor(
  work: Work,
  { plan, question, title }: Tile,
  column: AnswerColumn,
  value: string,
): Promise<string | NotFound> {
  const before = plan && { question: question ?? title, plan: { ...plan, where: [] } };
  for (const phrase of [`only ${value}`, `only ${column.label} ${value}`]) {
    const result = before && (await work.reader.follow(before, phrase));
    const filter = result && isReading(result) ? result.plan.where.find(one => isOf(one, column)) : undefined;
    const [found, more] = filter && 'values' in filter ? filter.values : [];
    if (typeof found === 'string' && more === undefined) return found;
  }
  return { reason: `${column.label} has no value “${value}” that is known here.`, nearest: [] };
}

const isOf = (filter: object, { name }: AnswerColumn): boolean =>
  'field' in filter && sameName(leafOf(String(filter.field)), name);
