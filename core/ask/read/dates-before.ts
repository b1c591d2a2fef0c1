import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf, isPhrase } from '../chunks.ts';
import { dateOfHappening } from './happened.ts';
import { lowerOf, problem, type State } from './state.ts';

/** "ordered and shipped in May": one stretch of time for two dates; neither may be passed over. */
function refuseSecondVerb(state: State, at: number): void {
  const other = state.draft.verbs.find(verb => verb.at === at - 2 && !verb.used);
  const chunk = state.chunks[at];
  if (other && chunk && /^(and|or|,)$/.test(lowerOf(state, state.chunks[at - 1])))
    problem(state, chunk, 'Say the time of each date on its own.');
}

/** The date fields that the words just before mean: "shipped in", "ship date in", "ordered between". */
export function datesBefore(state: State): readonly FieldInfo[] {
  const verb = verbBefore(state);
  if (verb) {
    refuseSecondVerb(state, verb.at);
    verb.used = true;
    return verb.fields;
  }
  const open = state.openField;
  if (open && open.choice.options[0]?.field.kind === 'time' && state.at - open.choice.at <= 4) {
    open.placed = true;
    state.loose = state.loose.filter(choice => choice !== open.choice);
    return open.choice.options.map(option => option.field).filter(field => field.kind === 'time');
  }
  return dateOfHappening(state) ?? state.doneOn;
}

/** "by customers", "to customers" behind a verb. */
const isDoer = (state: State, at: number): boolean =>
  candidatesOf(state.chunks[at], 'dataset').length > 0 &&
  /^(by|by the|to|for|from)$/.test(
    lowerOf(
      state,
      state.chunks.slice(0, at).findLast(c => !/^(the|our|a|an|their)$/.test(lowerOf(state, c))),
    ),
  );

/** "lines shipped per ship mode in May": what they are grouped by stands between, and has no date itself. */
const isGroup = ({ chunks }: State, at: number): boolean => {
  const [before, fields] = [chunks[at - 1], candidatesOf(chunks[at], 'field').filter(c => c.weight > 0.9)];
  const isGrouped = isPhrase(before, 'group');
  return isGrouped && fields.length > 0 && fields.every(({ field }) => field.kind === 'text');
};

/** The verb of a date that a period goes with, with nothing between them that would part them. */
export function verbBefore(state: State): State['draft']['verbs'][number] | undefined {
  const last = state.draft.verbs.at(-1);
  if (!last || (last.used && !last.spent)) return undefined;
  // another verb or a measure between the verb and the date would part them
  for (let at = last.at + 1; at < state.at; at++) {
    const chunk = state.chunks[at];
    if (
      chunk &&
      chunk.kind !== 'filler' &&
      chunk.kind !== 'mark' &&
      chunk.kind !== 'phrase' &&
      !(chunk.kind === 'terms' && (chunk.candidates[0]?.kind === 'value' || isDoer(state, at) || isGroup(state, at)))
    )
      return undefined;
  }
  return last;
}
