import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf } from '../chunks.ts';
import type { DraftFilter, FieldChoice } from '../draft.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { stemsOf } from '../words.ts';
import { flagOf } from './flag-of-field.ts';
import { fieldChoice, lowerOf, passOver, type State, textOf } from './state.ts';

/** Keeps the rows in which a field is there, is missing, or is missing or zero. */
export function filterByPresence(
  state: State,
  choice: FieldChoice,
  operator: 'isPresent' | 'isMissing' | 'isNone',
  scope: DraftFilter['scope'],
  at = state.at,
): void {
  const kept = { scope, text: choice.text, at };
  const missing = operator !== 'isPresent';
  const options = choice.options.map(o => ({ ...o, values: noneOf(state, o.field), partial: false }));
  const own = options.filter(({ values }) => values.length > 0);
  const none = own.length > 0 || !missing ? own : calledNone(state, choice.text);
  if (none.length > 0) state.draft.filters.push({ ...kept, options: none, operator: missing ? 'in' : 'notIn' });
  if (none.length === 0 || !missing)
    state.draft.filters.push({ ...kept, options: options.map(o => ({ ...o, values: [] })), operator });
}

/** "without a garden": of what is yes or no of each thing it is no, and of all else there is none. */
export function filterByAbsence(state: State, choice: FieldChoice): void {
  const flags = choice.options.map(({ field }) => flagOf(state, field));
  if (flags.some(flag => flag === undefined)) {
    filterByPresence(state, choice, 'isMissing', state.scope);
    return;
  }
  const options = choice.options.map((o, i) => ({ ...o, values: [flags[i]?.no ?? false], partial: false }));
  state.draft.filters.push({ options, operator: 'isMissing', scope: state.scope, text: choice.text, at: state.at });
}

/** "without access", where “No access” is how something ended. */
const calledNone = ({ values: { fields } }: State, text: string): DraftFilter['options'] =>
  [...fields.values()].flatMap(({ field, values }) =>
    (values.length > 50 ? [] : values)
      .filter(value => stemsOf(value).join(' ') === `no ${stemsOf(text).join(' ')}`)
      .map(value => ({ field, values: [value], weight: 1, partial: false })),
  );

/** A value by which a model says that it has none to say. */
const unsaid = new RegExp(lists.unsaidOfFields, 'i');

/** "no plan", where the values of the plan have one that is called “No plan”, “None” or “Not specified”: those have none. */
function noneOf({ values: { fields, flags } }: State, field: FieldInfo): string[] {
  const name = stemsOf(`${field.name} ${field.label}`);
  const known = flags.has(field.id) ? [] : (fields.get(field.id)?.values ?? []);
  return known.filter(value => {
    if (unsaid.test(value)) return true;
    const [no, ...rest] = stemsOf(value);
    return no === 'none'
      ? rest.length === 0
      : no === 'no' && rest.length > 0 && rest.every(stem => name.includes(stem));
  });
}

/** Keeps those that have (or lack) a value of the field named last; false where none was named. */
export function applyMissing(state: State, present: boolean): boolean {
  if (state.mention?.kind !== 'field') return false;
  const { choice } = state.mention;
  filterByPresence(state, choice, present ? 'isPresent' : 'isMissing', choice.scope ?? state.scope);
  state.loose = state.loose.filter(c => c !== choice);
  state.draft.listFields = state.draft.listFields.filter(c => c !== choice);
  // "loans whose return date is missing in 2024": a date that is not there is in no year
  if (state.openField?.choice === choice) state.openField = undefined;
  return true;
}

/** "where we don't know the purpose": the field behind. */
export function takeUnknown(state: State): boolean {
  const { chunks, at } = state;
  const next = chunks.findIndex((c, i) => i > at && !/^(the|their|its|our|a)$/.test(lowerOf(state, c)));
  const field = chunks[next];
  const choice = field && fieldChoice(state, candidatesOf(field, 'field'), field, f => !f.isKey);
  if (!field || !choice || (choice.options[0]?.weight ?? 0) < 0.85) return false;
  filterByPresence(state, choice, 'isMissing', choice.scope);
  passOver(state, field);
  return true;
}

/** "vendors whose account is negative", "in the red": the one balance that the things have. */
function balanceOf(state: State): FieldChoice | undefined {
  const { chunks, at, catalogue } = state;
  const said = lowerOf(state, chunks[at]);
  const ofAccount =
    /^accounts?$/.test(lowerOf(state, chunks[at - 2])) && /^(is|are|was|were)$/.test(lowerOf(state, chunks[at - 1]));
  const owner = chunks
    .slice(0, at)
    .flatMap(c => candidatesOf(c, 'dataset').filter(d => d.weight > 0.9))
    .at(-1)?.dataset;
  if (owner === undefined || !(ofAccount || /^(in the red|overdrawn)$/.test(said))) return undefined;
  const [field, ...more] = [...catalogue.fields.values()].filter(
    each => each.dataset === owner && each.kind === 'number' && !each.isKey && /balance/i.test(each.label),
  );
  if (!field || more.length > 0) return undefined;
  return { options: [{ field, weight: 1 }], scope: owner, text: said, at };
}

/** "negative balance": the number field after it; "balance is negative": the one before. */
export function applySign(state: State, operator: '<' | '>'): boolean {
  const after = state.chunks[state.at + 1];
  const numeric = candidatesOf(after, 'field').filter(c => c.field.kind === 'number');
  const top = numeric[0];
  const choice: FieldChoice | undefined =
    top && after
      ? {
          options: numeric.filter(c => c.weight >= top.weight - 0.35).map(c => ({ field: c.field, weight: c.weight })),
          scope: state.scope,
          text: textOf(state, after),
          at: state.at + 1,
        }
      : state.mention?.kind === 'field'
        ? state.mention.choice
        : balanceOf(state);
  if (!choice) return false;
  state.draft.filters.push({
    options: choice.options.map(o => ({ field: o.field, values: [0], weight: o.weight, partial: false })),
    operator,
    scope: choice.scope,
    text: choice.text,
    at: state.at,
  });
  state.loose = state.loose.filter(c => c !== choice);
  state.draft.listFields = state.draft.listFields.filter(c => c !== choice);
  if (top) state.at += 2;
  return true;
}
