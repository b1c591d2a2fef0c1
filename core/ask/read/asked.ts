import type { Chunk } from '../chunks.ts';
import type { DraftDimension, DraftMeasure, FieldChoice } from '../draft.ts';
import { lowerOf, type State } from './state.ts';
import { inherentRank } from './superlatives.ts';

export const isAskedFor = (state: State): boolean => {
  const { pending, draft } = state;
  return (
    draft.subject === undefined &&
    (pending.which !== undefined ||
      pending.list ||
      pending.superlative !== undefined ||
      (draft.rank !== undefined && draft.rank.by === undefined && draft.measures.length === 0))
  );
};

/** The noun that is asked for: which customers, top 5 products, best supplier. */
export function ask(state: State, subject: DraftDimension, chunk: Chunk): void {
  const { draft, pending } = state;
  draft.subject = subject;
  draft.subjectIs ??= pending.which ? 'which' : pending.list ? 'list' : 'top';
  if (pending.which && draft.subjectIs !== 'top') draft.subjectIs = 'which';
  draft.subjectPlural =
    /s$/.test(state.tokens[chunk.end - 1]?.lower ?? '') && !/ss$/.test(state.tokens[chunk.end - 1]?.lower ?? '');
  // "which of its countries has the lowest": one of them
  const which = lowerOf(state, state.chunks[pending.which?.at ?? -1]);
  if (/^which of/.test(which) && state.tokens.some(token => /^(has|is|was|does)$/.test(token.lower)))
    draft.subjectPlural = false;
  if (pending.superlative) inherentRank(state, subject);
  pending.which = undefined;
  pending.list = false;
}

/** "most common reason": its values, by how many rows have each; what is missing is no value. */
export function askFrequent(state: State, choice: FieldChoice, chunk: Chunk): void {
  const { draft, pending } = state;
  const { frequent } = pending;
  const field = choice.options[0]?.field;
  if (!frequent || !field) return;
  pending.frequent = undefined;
  const by: DraftMeasure = { kind: 'count', dataset: field.dataset, at: state.at };
  ask(state, { kind: 'field', choice }, chunk);
  draft.subjectIs = 'top';
  draft.rank = {
    count: frequent.count,
    direction: frequent.direction,
    by,
    byField: undefined,
    at: frequent.at,
    implied: true,
  };
  draft.measures.push(by);
  draft.filters.push({
    options: choice.options.map(o => ({ field: o.field, values: [], weight: o.weight, partial: false })),
    operator: 'isPresent',
    scope: choice.scope,
    text: choice.text,
    at: state.at,
  });
}
