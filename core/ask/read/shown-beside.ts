import { type Chunk, isPhrase, namesNumber } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { columnOf, isMetricRather, thingsOf } from './row-columns.ts';
import { lowerOf, passOver, type State } from './state.ts';

const leadsToShown = patterns.leadsToShown;

/**
 * "which five customers bought the most? Show name, country and revenue", "customers with at least 30 orders - name and
 * number of orders": of things that a number is asked of, the end of the question says what is shown beside it. Numbers
 * among it are read as anywhere else.
 */
export function takeShownBeside(state: State): void {
  if (state.pending.count || state.draft.columnsOnly || state.draft.listFields.length > 0) return;
  for (const start of startsOf(state)) {
    const shown = shownFrom(state, start);
    if (!shown) continue;
    state.draft.listFields.push(...shown.columns);
    for (const chunk of shown.passed) passOver(state, chunk);
    return;
  }
}

interface Shown {
  readonly columns: readonly FieldChoice[];
  readonly passed: readonly Chunk[];
}

/** Where the end may begin: behind a mark, or behind "with" and the like. */
function startsOf(state: State): number[] {
  const { chunks } = state;
  const groups = chunks.findIndex(c => isPhrase(c, 'group') && !/^by( the)?$/.test(lowerOf(state, c)));
  const marks = chunks.flatMap((c, at) => (c.kind === 'mark' && /^[:;?.\-–—]$/.test(c.mark) ? [at] : []));
  const words = chunks.flatMap((c, at) => (/^(with|showing|including|incl|plus)$/.test(lowerOf(state, c)) ? [at] : []));
  const commas = chunks.flatMap((c, at) =>
    c.kind === 'mark' && c.mark === ',' && (groups < 0 || isNames(state, at)) ? [at] : [],
  );
  return [...marks, ...words, ...commas].filter(at => at > 1 && at < chunks.length - 1);
}

/** "in each region, name and segment": no list of groups begins with what things are called. */
const isNames = (state: State, at: number): boolean => /^names?$/.test(lowerOf(state, state.chunks[at + 1]));

const opening = patterns.askingToShow;
const separator = patterns.separatesShown;

function shownFrom(state: State, start: number): Shown | undefined {
  const { chunks } = state;
  const head = chunks.slice(0, start);
  const dataset = thingsOf(state, head);
  if (!isRanked(head) || isGroupList(state, start)) return undefined;
  const length = chunks.slice(start + 1).findIndex(c => !opening.test(lowerOf(state, c)));
  if (length < 0) return undefined;
  const items = itemsOf(state, start + 1 + length);
  const columns: FieldChoice[] = [];
  const passed: Chunk[] = [];
  for (const { from, to } of items) {
    const item = chunks.slice(from, to);
    const unit = saysUnit(state, item, head);
    if (!unit && isNumber(item)) continue;
    const known = unit || saysName(state, item, head);
    const column = known ? undefined : dataset && columnOf(state, item, dataset, from);
    if (!column && !known) return undefined;
    if (column) columns.push(column);
    passed.push(...item);
  }
  const least = chunks[start]?.kind === 'mark' && lowerOf(state, chunks[start]) === ',' ? 2 : 1;
  return passed.length > 0 && items.length >= least ? { columns, passed } : undefined;
}

/** Things are ranked or kept by a number there, so that each has its own. */
const isRanked = (head: readonly Chunk[]): boolean =>
  head.some(c => isPhrase(c, 'superlative', 'top', 'comparator', 'suffix', 'between')) &&
  !head.some(c => isPhrase(c, 'share', 'count', 'versus', 'compare', 'growth'));

/** "top 5 customers by region, country and segment": the list goes on with what is grouped by. */
function isGroupList(state: State, start: number): boolean {
  const before = state.chunks.slice(0, start).findLastIndex(c => c.kind !== 'filler' && c.kind !== 'terms');
  const phrase = state.chunks[before];
  const noun = state.chunks.slice(before + 1, start).find(c => c.kind === 'terms');
  const ends = namesNumber(noun) || isNames(state, start);
  return isPhrase(phrase, 'group') && !ends;
}

function itemsOf({ chunks, ...state }: State, first: number): { from: number; to: number }[] {
  const items: { from: number; to: number }[] = [];
  let from = first;
  for (let at = first; at <= chunks.length; at++) {
    if (at < chunks.length && !separator.test(lowerOf({ ...state, chunks }, chunks[at]))) continue;
    while (from < at && leadsToShown.test(lowerOf({ ...state, chunks }, chunks[from]))) from++;
    if (at > from) items.push({ from, to: at });
    from = at + 1;
  }
  return items;
}

/** "revenue", "number of orders", "how many": a number of each. */
function isNumber(item: readonly Chunk[]): boolean {
  const [first, second, ...more] = item.filter(c => c.kind !== 'filler');
  if (!first || more.length > 0) return false;
  const counts = isPhrase(first, 'count', 'aggregate');
  if (counts) return second === undefined || second.kind === 'terms';
  return second === undefined && first.kind === 'terms' && isMetricRather(first);
}

/** "less than 5,500 pieces in stock … name and pieces": the number that was compared is shown anyway. */
function saysUnit({ tokens }: State, item: readonly Chunk[], head: readonly Chunk[]): boolean {
  const [chunk, ...more] = item;
  if (!chunk || more.length > 0 || chunk.end - chunk.start > 1) return false;
  const stem = tokens[chunk.start]?.stem;
  if (/^(figure|figures|number|numbers|amount|amounts)$/.test(tokens[chunk.start]?.lower ?? '')) return true;
  // "whose average supply cost is below 440, with the cost"
  const compared = head.findLastIndex(c => isPhrase(c, 'comparator'));
  const named = head.slice(0, Math.max(compared, 0)).findLast(c => c.kind === 'terms');
  if (named && named.end - named.start > 1 && tokens[named.end - 1]?.stem === stem) return true;
  return head.some(c => c.kind === 'number' && tokens[c.end]?.stem === stem);
}

/** "names", "who", and "date" of days: what is shown of them anyway. */
function saysName(state: State, item: readonly Chunk[], head: readonly Chunk[]): boolean {
  const words = item.map(c => lowerOf(state, c)).join(' ');
  const grain = head.find(c => c.kind === 'grain');
  if (grain) return /^(dates?|which|when)$/.test(words) || words === lowerOf(state, grain);
  return /^(names?|who|which ones?|which)$/.test(words);
}
