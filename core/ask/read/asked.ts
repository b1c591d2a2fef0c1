import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import type { DraftDimension, DraftMeasure, FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';
import { inherentRank } from './superlatives.ts';

/** Whether the name at hand is what the question asks for. */
export const isAskedFor = (state: State): boolean => {
  const { pending, draft } = state;
  if (pending.which && !pending.superlative && isIndefinite(state)) return false;
  if (pending.which && isObject(state, pending.which.at)) return false;
  // "what is everything the customers ordered worth"
  if (pending.which && lowerOf(state, state.chunks[pending.which.at + 1]) === 'everything') return false;
  // "what did customers spend"
  if (pending.which && /^(do|does|did)$/.test(lowerOf(state, state.chunks[pending.which.at + 1]))) return false;
  return (
    draft.subject === undefined &&
    (pending.which !== undefined ||
      pending.list ||
      pending.superlative !== undefined ||
      (draft.rank !== undefined && draft.rank.by === undefined && draft.measures.length === 0))
  );
};

/** "what does a steel part cost": any of them, so it is not asked which. */
function isIndefinite(state: State): boolean {
  const before = state.chunks.slice(0, state.at).findLast(c => !candidatesOf(c, 'value').some(v => v.weight > 0.5));
  return /^(a|an|one|any)$/.test(lowerOf(state, before));
}

/** "who bought part 12": the part is what was bought, not who did it. */
function isObject(state: State, which: number): boolean {
  if (which > 1 || lowerOf(state, state.chunks[which]) !== 'who') return false;
  const chunk = state.chunks[which];
  const isWho = /^(is|are|was|were)$/.test(lowerOf(state, state.chunks[which + 1]));
  // "who are our Platinum customers"
  const ofThem = (c: Chunk) => isWho && candidatesOf(c, 'value').some(v => v.weight >= 0.9);
  const verb = state.chunks.slice(which + 1, state.at).find(c => !isCopula.test(lowerOf(state, c)) && !ofThem(c));
  // "who is the cheapest for part 12"
  const led = verb?.kind === 'phrase' && lowerOf(state, state.chunks[state.at - 1]) === 'for';
  if (!chunk || !verb || !(led || /^(filler|terms|unknown)$/.test(verb.kind))) return false;
  state.pending.which = undefined;
  problem(state, chunk, reasons.sayThingsMeant);
  return true;
}

const isCopula = patterns.littleBeforeAsked;

/** The noun that is asked for: which customers, top 5 products, best supplier. */
export function ask(state: State, subject: DraftDimension, chunk: Chunk): void {
  const { draft, pending } = state;
  draft.subject = subject;
  draft.subjectIs ??= pending.which ? 'which' : pending.list ? 'list' : 'top';
  if (pending.which && draft.subjectIs !== 'top') draft.subjectIs = 'which';
  const noun = state.tokens[chunk.end - 1]?.lower ?? '';
  // neither a class nor a diagnosis is several
  draft.subjectPlural = /s$/.test(noun) && !/(ss|[^x]is)$/.test(noun);
  // "which of its countries has the lowest": one of them
  const which = lowerOf(state, state.chunks[pending.which?.at ?? -1]);
  if (/^which of/.test(which) && isOne(state)) draft.subjectPlural = false;
  if (pending.superlative) inherentRank(state, subject);
  pending.which = undefined;
  pending.list = false;
}

/** "which of its brands sold the most": unless the verb is a plural's, one of them. */
function isOne({ tokens }: State): boolean {
  const said = (verb: RegExp) => tokens.some(token => verb.test(token.lower));
  if (said(/^(has|is|was|does)$/)) return true;
  const at = tokens.findIndex(token => /^(most|least|fewest)$/.test(token.lower));
  return /^the$/.test(tokens[at - 1]?.lower ?? '') && !said(/^(have|are|were|do)$/);
}

/** A name stands once in its own list, so it is counted where it is used, and so is what is liked: room types by bookings; undefined where that is in several places. */
function rowsOf({ catalogue }: State, field: FieldInfo, liked: boolean): string | undefined {
  const { dataset } = field;
  const isFact = defaultDate(catalogue, dataset)?.dataset === dataset;
  if (!(liked && !isFact) && !field.isKey && field !== catalogue.nameField(dataset)) return dataset;
  const users = [...catalogue.datasets.keys()].filter(name => {
    const reach = catalogue.reach(name, dataset);
    return reach.kind === 'up' && reach.distance === 1;
  });
  return users.length === 0 ? dataset : users.length === 1 ? users[0] : undefined;
}

/** "most common reason": its values, by how many rows have each; what is missing is no value. */
export function askFrequent(state: State, choice: FieldChoice, chunk: Chunk): void {
  const { draft, pending } = state;
  const { frequent } = pending;
  const field = choice.options[0]?.field;
  if (!frequent || !field) return;
  pending.frequent = undefined;
  const word = lowerOf(state, state.chunks[frequent.at]);
  const dataset = rowsOf(state, field, /popular|preferred|favou?rite|used/.test(word));
  if (dataset === undefined) {
    problem(state, chunk, reasons.unclearShouldCountedEach);
    return;
  }
  const by: DraftMeasure = { kind: 'count', dataset, at: state.at };
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
