import type { FieldInfo } from '../catalogue.ts';
import type { Chunk } from '../chunks.ts';
import { candidatesOf } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { filterByPresence } from './field-filters.ts';
import { isPlural, problem, type State, wordsIn } from './state.ts';

/** A noun that names yes or no of each row, and beside it what it is called: holiday, a flag and a name. */

/** "revenue by holiday", "which holiday": each by its name, as far as there is one. */
export function nameOfFlag(state: State, choice: FieldChoice): FieldChoice {
  const { pending } = state;
  const [first] = choice.options;
  if (!first || !isFlag(state, first.field) || !(pending.group || pending.which || pending.superlative)) return choice;
  const names = choice.options.filter(
    ({ field }) => field.kind === 'text' && field.dataset === first.field.dataset && !isFlag(state, field),
  );
  const [name, ...more] = names;
  if (!name || more.length > 0) return choice;
  const named = { ...choice, options: [name] };
  filterByPresence(state, named, 'isPresent', choice.scope);
  return named;
}

/** "how many holidays": the rows of which it is so, and not how many values there are. */
export function countsFlag(state: State, choice: FieldChoice, chunk: Chunk): boolean {
  const { pending, draft } = state;
  const [option] = choice.options;
  if (!pending.count || !option || option.field.kind === 'boolean' || !isFlag(state, option.field)) return false;
  const yes = state.values.flags.get(option.field.id)?.yes;
  const plural = isPlural(state, chunk);
  const alone = candidatesOf(state.chunks[state.at + 1], 'dataset').length === 0;
  pending.count = undefined;
  if (yes === undefined || !plural || !alone || draft.measures.length > 0) {
    problem(state, chunk, reasons.yesEachSay);
    return true;
  }
  draft.measures.push({ kind: 'count', dataset: option.field.dataset, at: state.at });
  draft.filters.push({
    options: [{ field: option.field, values: [yes], weight: 1, partial: false }],
    operator: 'in',
    scope: option.field.dataset,
    text: choice.text,
    at: state.at,
  });
  return true;
}

/** "emails of the loyalty members": a flag named in the plural is those of which it is so. */
export function keepsFlagged(state: State, choice: FieldChoice, chunk: Chunk): boolean {
  const { pending, draft } = state;
  const field = choice.options[0]?.field;
  const yes = field && state.values.flags.get(field.id)?.yes;
  const led = /\bof( (the|our|all))*$/.test(wordsIn(state, Math.max(0, state.at - 3), state.at).join(' '));
  const said = draft.listFields.length + state.loose.length > 0 || draft.subject !== undefined;
  if (!field || yes === undefined || field.kind === 'boolean' || !isPlural(state, chunk) || !led || !said) return false;
  if (pending.group || pending.count || pending.negation) return false;
  const options = [{ field, values: [yes], weight: 1, partial: false }];
  draft.filters.push({ options, operator: 'in', scope: field.dataset, text: choice.text, at: state.at });
  return true;
}

const isFlag = ({ values }: State, field: FieldInfo): boolean => values.flags.has(field.id);
