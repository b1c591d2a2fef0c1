import { type Chunk, candidatesOf } from '../chunks.ts';
import { comparisonOf, conditionsOf } from '../conditions.ts';
import { participle } from '../english/participles.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State } from './state.ts';

const between = patterns.wordsToParts;
const isDone = /(ed|en|wn|ne|ght|late|back)$/;

/**
 * "share of late lines that were returned", where the model calls the share of the late ones among all so: it is the
 * returned among the late ones that is asked for.
 */
export function takeShareOfThose(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(
    (chunk, i) =>
      candidatesOf(chunk, 'metric').some(({ weight }) => weight >= 0.9) &&
      /^(share|percentage|percent|proportion|fraction|ratio) of /.test(lowerOf(state, chunk)) &&
      (/^(that|which|who)$/.test(lowerOf(state, chunks[i + 1])) || partBehind(state, i) !== undefined),
  );
  const parts = chunks[at] && state.split(chunks[at]);
  if (parts) state.chunks = [...chunks.slice(0, at), ...parts, ...chunks.slice(at + 1)];
}

/**
 * "what percent of returned lines arrived late", "share of late lines returned": right behind things of which only some
 * are counted stands what part of them is asked for. Where that part begins, less one.
 */
export function partOfThose(state: State): number | undefined {
  const at = state.at + 1;
  const countsSome = candidatesOf(state.chunks[at], 'metric').some(
    ({ metric, weight }) =>
      weight >= 0.9 && (conditionsOf(state.catalogue, metric) ?? comparisonOf(state.catalogue, metric)) !== undefined,
  );
  const part = countsSome ? partBehind(state, at) : undefined;
  return part === undefined ? undefined : part - 1;
}

/** "what percentage of Asian customers ordered in 1997": who did it is the part, and not the Asian ones of those who did. */
export function readDeedOfShare(state: State): void {
  const { draft, tokens, chunks } = state;
  const { share, measures, mentions, times, filters } = draft;
  const [counted] = [...measures, ...mentions];
  const time = times.find(({ at }) => counted !== undefined && at > counted.at);
  if (!share || share.ofTotal || !counted || !time || (share.verbAt !== undefined && share.inClause !== true)) return;
  const asks = tokens.slice(0, chunks[counted.at]?.start).some(({ lower }) => /^(what|which|how)$/.test(lower));
  const said = tokens.slice(chunks[counted.at]?.end, chunks[time.at]?.start);
  const deed = said.find(
    ({ lower }, i) => participle.test(lower) && !/^(that|which|who|were|was)$/.test(said[i - 1]?.lower ?? ''),
  );
  const at = chunks.findIndex(({ start, end }) => deed && start <= tokens.indexOf(deed) && tokens.indexOf(deed) < end);
  if (asks && at >= 0 && filters.every(each => each.at < time.at)) draft.share = { ...share, deedAt: at };
}

/** The value behind these things that says what was done with them, or how they came. */
function partBehind(state: State, at: number): number | undefined {
  const { chunks, catalogue } = state;
  const next = chunks.findIndex((chunk, i) => i > at && !leadsToPart(state, chunk));
  const homes = candidatesOf(chunks[at], 'metric').map(({ metric }) => catalogue.metrics.get(metric)?.home);
  const own = candidatesOf(chunks[next], 'value').some(c => c.weight >= 0.9 && homes.includes(c.field.dataset));
  return own && (next > at + 1 || isDone.test(lowerOf(state, chunks[next]))) ? next : undefined;
}

const leadsToPart = (state: State, chunk: Chunk): boolean =>
  (chunk.kind === 'filler' || (chunk.kind === 'phrase' && chunk.phrase.kind === 'way')) &&
  lowerOf(state, chunk)
    .split(' ')
    .every(word => between.test(word));
