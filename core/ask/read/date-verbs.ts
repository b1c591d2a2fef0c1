import { type Chunk, candidatesOf } from '../chunks.ts';
import { lowerOf, nextContent, pushVerb, type State } from './state.ts';

export type Terms = Extract<Chunk, { kind: 'terms' }>;

/** shipped, ordered, received: the verb of a date field, unless it is a value that no date follows. */
export function isDateVerb(state: State, chunk: Terms): boolean {
  if (chunk.end - chunk.start !== 1) return false;
  const token = state.tokens[chunk.start];
  const fields = token && state.lexicon.verbs.get(token.stem);
  if (!token || !fields) return false;
  const past = /(ed|en|nt|ght|ld|id)$/.test(token.lower) || token.lower !== token.stem;
  const noun = /s$/.test(token.lower) && !/(ss|us)$/.test(token.lower);
  if (
    !state.lexicon.words.has(token.lower) &&
    !noun &&
    chunk.candidates.every(c => c.kind === 'field' && c.field.kind === 'time' && c.weight <= 0.66)
  )
    return true;
  if (noun && isOnlyDate(state, chunk)) return true;
  if (!past || noun || state.pending.count || state.pending.group)
    return isBeforeGrain(state) && state.pending.group !== undefined;
  const next = nextContent(state, state.at + 1)?.chunk;
  if (next?.kind === 'time') return true;
  if (state.pending.negation && !(next?.kind === 'phrase' && next.phrase.kind === 'group')) return false;
  if (isPassive(state, chunk) || isBehindGrain(state)) return true;
  const strong = chunk.candidates.find(
    c => (c.kind === 'metric' && c.weight >= 0.9) || (c.kind === 'value' && c.weight >= 0.97),
  );
  return strong === undefined && /(ed|en|nt|ght|ld|id)$/.test(token.lower);
}

/** "stays by department, for discharges in 2024": the noun means nothing but the date. */
const isOnlyDate = (state: State, chunk: Terms): boolean =>
  state.chunks[state.at + 1]?.kind === 'time' &&
  state.draft.measures.length + state.draft.mentions.length > 0 &&
  chunk.candidates.every(c => c.kind === 'field' && c.weight < 0.9);

/** "orders shipped from Reading": said of what was done from, to or by something, not of a state. */
function isPassive(state: State, chunk: Terms): boolean {
  const before = state.chunks[state.at - 1];
  const [after, thing] = [state.chunks[state.at + 1], state.chunks[state.at + 2]];
  const noun = candidatesOf(before, 'dataset').length + candidatesOf(before, 'metric').length > 0;
  const joint = after?.kind === 'filler' && /^(from|to|via|through)$/.test(lowerOf(state, after));
  return noun && joint && thing?.kind === 'terms' && chunk.candidates[0]?.kind === 'value';
}

/** "by month they were delivered": the verb says which date the months are of. */
function isBehindGrain(state: State): boolean {
  const at = state.chunks.slice(0, state.at).findLastIndex(c => c.kind !== 'filler');
  const said = state.chunks.slice(at + 1, state.at).some(c => /^(they|it|were|was)$/.test(lowerOf(state, c)));
  return state.chunks[at]?.kind === 'grain' && said;
}

/** "by ship month": the verb of a date before a grain. */
const isBeforeGrain = (state: State): boolean => state.chunks[state.at + 1]?.kind === 'grain';

export function readDateVerb(state: State, chunk: Terms): void {
  const token = state.tokens[chunk.start];
  const fields = (token && state.lexicon.verbs.get(token.stem)) ?? [];
  if (!token) return;
  const before = state.draft.dimensions.at(-1);
  if (before?.kind === 'time' && isBehindGrain(state)) {
    state.draft.dimensions = [...state.draft.dimensions.slice(0, -1), { ...before, fields }];
    return;
  }
  pushVerb(state, chunk, fields);
  const verb = state.draft.verbs.at(-1);
  if (verb && isPassive(state, chunk)) {
    verb.used = true;
    verb.spent = true;
  }
}
