import { instantOf, shift } from '../../plan/instant.ts';
import { type Comparator, candidatesOf, isPhrase } from '../chunks.ts';
import type { DraftGrowth } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import type { Phrase } from '../english/phrase.ts';
import { lowerOf, nextContent, type State } from './state.ts';

const falls = patterns.falls;

/** How a number changed: which way, by how much, and of which things only those where it did. */

const directedVerb = patterns.directedVerb;

/** Reads words of growth, decline and comparison with an earlier period. */
export function readGrowth(state: State, phrase: Extract<Phrase, { kind: 'growth' }>, words: string): void {
  const { draft } = state;
  const known = draft.growth;
  const percent = /percent|rate|over|yoy|mom|qoq|wow/.test(words);
  draft.growth = {
    offset: phrase.offset ?? known?.offset,
    unit: phrase.unit ?? known?.unit,
    directed: directedVerb.test(words) || known?.directed === true,
    falls: falls.test(words) || known?.falls === true,
    by: percent || /^(growth|growth of|growth in)$/.test(words) ? 'growth' : known?.by,
    at: state.at,
  };
}

const comparative = patterns.comparativesOfGrowth;

/** "lower sales in 1997 than in 1996": of which things only those where the one is below the other. */
export function readMoreThan(state: State): boolean {
  const word = lowerOf(state, state.chunks[state.at]);
  if (!comparative.test(word)) return false;
  const { chunks } = state;
  const than = chunks.findIndex((c, at) => at > state.at && /^than\b/.test(lowerOf(state, c)));
  if (than < 0) return false;
  const isPrevious = (at: number) => {
    const chunk = chunks[at];
    return isPhrase(chunk, 'previous');
  };
  const after = nextContent(state, than)?.chunk.kind === 'time' || chunks[than]?.kind === 'time';
  const named = chunks.filter((c, at) => at !== than && c.kind === 'time').length;
  if (!isPrevious(than) && !(after && named >= 2)) return false;
  state.draft.changed = { operator: /less|lower|smaller|fewer|worse/.test(word) ? '<' : '>', value: 0, of: 'change' };
  if (!isPrevious(than)) state.draft.compare = true;
  return true;
}

/** "grew by more than 10 %": what the change is compared with. */
export function compareChange(state: State, operator: Comparator, value: number, percent: boolean): boolean {
  const { draft } = state;
  const { growth } = draft;
  const said = state.pending.comparator?.at ?? state.at;
  const before = state.chunks.findLastIndex((c, at) => at < said && c.kind !== 'filler' && lowerOf(state, c) !== 'by');
  if (!growth || growth.at !== before || operator === '=' || operator === '!=') return false;
  const flipped = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
  draft.changed = {
    operator: growth.falls ? flipped[operator] : operator,
    value: growth.falls ? -value : value,
    of: percent ? 'growth' : 'change',
  };
  state.pending.comparator = undefined;
  state.pending.group = undefined;
  return true;
}

/** "year over year growth for 1993 to 1997": of each of the years, and not from the first to the last. */
export function growthOfEach({ draft }: State): void {
  const { growth } = draft;
  const [time, ...more] = draft.times;
  const grouped = [draft.subject, ...draft.dimensions].some(d => d?.kind === 'time');
  if (!growth?.offset || !time || more.length > 0 || grouped || time.phrase.range.kind !== 'between') return;
  const grain = growth.offset === 'previousYear' ? 'year' : growth.unit;
  const [start, end] = [instantOf(time.phrase.range.start), instantOf(time.phrase.range.end)];
  if (grain === undefined || start === undefined || end === undefined || shift(start, grain, 1) >= end) return;
  draft.dimensions.push({ kind: 'time', grain, fields: time.fields, at: growth.at });
}

/** "which country grew most": what is ranked by is the growth itself. */
export function rankByGrowth(state: State): void {
  const { draft, pending } = state;
  if (!pending.superlative?.quantity || !draft.growth || draft.rank?.by) return;
  draft.rank = {
    count: draft.rank?.count,
    direction: pending.superlative.direction,
    by: undefined,
    byField: undefined,
    at: pending.superlative.at,
  };
  pending.superlative = undefined;
}

/** "countries whose sales fell", "which brands lost": things of which only those are asked for where it did so. */
export function keepChanged(state: State): void {
  const { draft } = state;
  const { growth } = draft;
  if (!draft.changed && growth?.directed && !draft.rank && isRestricted(state, growth))
    draft.changed = { operator: growth.falls ? '<' : '>', value: 0, of: 'change' };
}

function isRestricted(state: State, growth: DraftGrowth): boolean {
  const { draft, chunks } = state;
  if (draft.subject !== undefined && draft.subjectIs === 'which') return true;
  return chunks.some(
    (c, at) =>
      at < growth.at &&
      /^(whose|where|which|that|who|in which|with)$/.test(lowerOf(state, c)) &&
      (candidatesOf(chunks[at - 1], 'field').length > 0 || candidatesOf(chunks[at - 1], 'dataset').length > 0),
  );
}
