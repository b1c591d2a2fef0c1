import { type Chunk, candidatesOf } from '../chunks.ts';
import { countedRows } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { DraftDimension, DraftMeasure, FieldChoice } from '../draft.ts';
import { isFiller } from '../english/fillers.ts';
import { participle } from '../english/participles.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { isPlural, lowerOf, nextContent, problem, type State, wordsIn } from './state.ts';

const liesIn = patterns.liesIn;

const heldWords = patterns.heldWords;

/** "by order year": the years are those of the orders' date. */
export function datesOfGrain({ chunks, at, catalogue, tokens }: State, dataset: string): FieldChoice['options'] {
  const [noun, next] = [chunks[at], chunks[at + 1]];
  const plural = /s$/.test(tokens[(noun?.end ?? 0) - 1]?.lower ?? '');
  if (next?.kind !== 'grain' || next.start !== noun?.end || plural) return [];
  const date = defaultDate(catalogue, dataset);
  return date ? [{ field: date, weight: 1 }] : [];
}

/** "top 5 technicians by visits": by how many each has. */
export function isRankedBy({ draft, pending, catalogue, chunks, at, ...state }: State, dataset: string): boolean {
  const { subject, rank } = draft;
  const noun = state.tokens[(chunks[at]?.end ?? 0) - 1]?.lower ?? '';
  if (pending.group?.word !== 'by' || !rank || rank.by || rank.byField || draft.measures.length > 0) return false;
  // "top 5 authors by loans": those of the works that loans are of
  const field =
    subject?.kind === 'field' && subject.choice.options.length === 1 ? subject.choice.options[0] : undefined;
  const ranked = subject?.kind === 'entity' ? subject.dataset : field?.field.dataset;
  return ranked !== undefined && /[^su]s$/.test(noun) && catalogue.reach(dataset, ranked).kind === 'up';
}

/**
 * "revenue by quarter, suppliers in Europe, 1996": behind a comma, things in a place say which are meant; they are no
 * further group, as "by quarter, supplier" would be, unless the group before was plural too.
 */
export function areThoseIn(state: State, dataset: string, last: DraftDimension): boolean {
  const { chunks, at, catalogue } = state;
  const plural = (index: number) => isPlural(state, chunks[index]);
  const next = nextContent(state, at + 1);
  const joint = wordsIn(state, at + 1, next?.at);
  const led = liesIn.test(joint.join(' '));
  if (lowerOf(state, chunks[at - 1]) !== ',' || !plural(at) || !led) return false;
  const own = candidatesOf(next?.chunk, 'value').some(({ field }) => catalogue.hasOne(dataset, field.dataset));
  const chunk = chunks[at];
  if (own && chunk && plural(last.kind === 'field' ? last.choice.at : last.at))
    problem(state, chunk, reasons.eachAllTogether);
  return own;
}

/** "average cost across all stock records": the rows that are averaged are no groups of it. */
export function isWholeOfMeasured(state: State, dataset: string): boolean {
  const { draft, pending, catalogue } = state;
  if (!/^(across|over|for|in) all$/.test(pending.group?.word ?? '')) return false;
  if (isTotalOver(state)) return true;
  return draft.measures.some(
    m =>
      (m.kind === 'metric' && catalogue.metrics.get(m.metric)?.home === dataset) ||
      (m.kind === 'aggregate' && m.choice.options[0]?.field.dataset === dataset),
  );
}

/** "how many pieces are available across all vendors": asked as one number, so there is none for each of them. */
export function isTotalOver(state: State): boolean {
  const [how, much] = state.tokens;
  const isOne = how?.lower === 'how' && /^(many|much)$/.test(much?.lower ?? '');
  const { group } = state.pending;
  if (!isOne || !/^(across|over) all$/.test(group?.word ?? '') || state.draft.measures.length === 0) return false;
  const next = nextContent(state, state.at + 1)?.chunk;
  return state.draft.dimensions.length === 0 && (next === undefined || next.kind === 'time');
}

/** "placed by customers in Peru": the verb says who did it, and what follows says which of them; nothing is grouped. */
export function isDoer(state: State, dataset: string): boolean {
  const { group } = state.pending;
  if (saysWhich(state) || isAgent(state, dataset) || isMaker(state, dataset)) return true;
  if (group?.word !== 'by' || state.draft.rank) return false;
  const next = nextContent(state, state.at + 1)?.chunk;
  // "parts stocked by suppliers in each region": who did it, and the groups are behind them
  if (
    lowerOf(state, next) === 'in each' &&
    participle.test(
      lowerOf(state, state.chunks[group.at - 1])
        .split(' ')
        .at(-1) ?? '',
    )
  )
    return true;
  const which = candidatesOf(next, 'value').some(({ field }) => state.catalogue.hasOne(dataset, field.dataset));
  // "with a visit by a doctor from Lyon"
  if (which && /^an?$/.test(lowerOf(state, state.chunks[state.at - 1]))) return true;
  if (!/s$/.test(lowerOf(state, state.chunks[state.at]))) return false;
  // "orders placed in 1996 by customers in Peru": the deed, and not when it was
  const before = state.chunks.slice(0, group.at).filter(({ kind }) => kind !== 'time');
  const done = before.flatMap(({ start, end }) => state.tokens.slice(start, end).map(token => token.lower));
  const passive = done.some(word => /^(is|are|was|were|been)$/.test(word)) || state.draft.verbs.length > 0;
  const said = passive ? done : done.slice(-1);
  return which && said.some(word => participle.test(word) && (passive || isFiller(word)));
}

/**
 * "how many lines were returned by the customer": behind a passive verb they are who did it to what is counted, as all
 * of it is done by them; of an amount it may be that of each.
 */
function isAgent(state: State, dataset: string): boolean {
  const { draft, chunks, tokens, at } = state;
  const by = chunks[state.pending.group?.at ?? -1];
  const [noun, first] = [chunks[at], draft.measures[0]];
  if (!by || !noun || draft.rank || draft.subject || !/^by( the)?$/.test(lowerOf(state, by))) return false;
  const named = /^(the|our|my|its|their)$/.test(tokens[noun.start - 1]?.lower ?? '');
  if (!named && !isPlural(state, noun)) return false;
  const words = tokens.slice(0, by.start).map(token => token.lower);
  const be = words.findLastIndex(word => /^(is|are|was|were|been|being|be|got)$/.test(word));
  const passive =
    be >= 0 && words.slice(-3).some((word, i, last) => words.length - last.length + i > be && done.test(word));
  return passive && first !== undefined && countsUp(state, first, dataset) && draft.measures.length === 1;
}

/** "number of lists made by customers": all that some customer made, right behind what is counted. */
function isMaker(state: State, dataset: string): boolean {
  const { draft, chunks, tokens, at, catalogue } = state;
  const by = state.pending.group?.at ?? -1;
  const [counted, ...more] = draft.measures;
  const key = catalogue.keyField(dataset);
  const verb = tokens[(chunks[by]?.start ?? 0) - 1]?.lower ?? '';
  if (!counted || more.length > 0 || draft.rank || draft.subject || !key || counted.at !== by - 2) return false;
  if (lowerOf(state, chunks[by]) !== 'by' || by !== at - 1 || !isPlural(state, chunks[at])) return false;
  const said = isFiller(verb) || candidatesOf(chunks[by - 1], 'value').length > 0;
  if (!participle.test(verb) || !said || !countsUp(state, counted, dataset)) return false;
  const options = [{ field: key, values: [], weight: 1, partial: false }];
  draft.filters.push({ options, operator: 'isPresent', scope: dataset, text: key.label, at });
  return true;
}

/** Each of what is counted is of one of them. */
const countsUp = ({ catalogue }: State, measure: DraftMeasure, dataset: string): boolean => {
  const home = countedRows(catalogue, measure)?.dataset;
  return home !== undefined && catalogue.reach(home, dataset).kind === 'up';
};

/** "stays by patients who live in Madrid": which patients, and not each of them. */
function saysWhich(state: State): boolean {
  const { group } = state.pending;
  if (group?.word !== 'by' || !/s$/.test(lowerOf(state, state.chunks[state.at]))) return false;
  const relative = /^(who|that|which|whose)$/.test(lowerOf(state, state.chunks[state.at + 1]));
  return relative && state.draft.measures.length > 0 && state.chunks.slice(state.at + 2).some(isValue);
}

const isValue = (chunk: Chunk): boolean => candidatesOf(chunk, 'value').some(c => c.weight >= 0.9);

/** "stock by suppliers from India": each of them, or they together. */
export function areTheseFrom(state: State): boolean {
  const { pending, chunks, at } = state;
  if (pending.group?.word !== 'by' || !/s$/.test(lowerOf(state, chunks[at]))) return false;
  // "held by vendors with a balance below zero", "orders by clients in Kenya: number of parts"
  const lead = lowerOf(state, chunks[pending.group.at - 1]);
  const isDone = heldWords.test(lead);
  const heads = state.draft.measures.length === 0 && chunks.some((c, i) => i > at && lowerOf(state, c) === ':');
  if ((isDone || heads) && /^(with|whose|who|that|in|from)$/.test(lowerOf(state, chunks[at + 1]))) return true;
  return (
    /^(from|living|based|located|residing)$/.test(lowerOf(state, chunks[at + 1])) &&
    candidatesOf(nextContent(state, at + 2)?.chunk, 'value').length > 0
  );
}

const done = /(ed|wn|ld|ght|de|en|id|un|nt|back|ne)$/;
