import type { FieldInfo } from '../catalogue.ts';
import { defaultDate } from '../dates.ts';
import { patterns } from '../english/patterns.ts';
import type { State } from './state.ts';

const endsOfTime = patterns.endsOfTime;

/** "when …", "date of the earliest …" */
export const asksWhen = ({ tokens }: State): boolean =>
  patterns.asksWhen.test(tokens.map(token => token.lower).join(' '));

/** "when was the last order": the first or last in time; "when did we have the most orders" ranks periods. */
export const asksWhichTime = (state: State): boolean =>
  endsOfTime.test(state.pending.superlative?.word ?? '') && asksWhen(state);

/** "the first shipment": the day on which it was shipped. */
function dateOfNoun({ tokens, chunks, at, lexicon }: State, dataset: string): FieldInfo | undefined {
  const token = tokens[(chunks[at]?.end ?? 0) - 1];
  const fields = (token && lexicon.verbs.get(token.stem)) ?? [];
  const [field, ...more] = fields.filter(each => each.dataset === dataset);
  return more.length > 0 ? undefined : field;
}

/** "when was the first line shipped", "when did the first line ship": the date of the verb behind it. */
function dateOfVerb(state: State, dataset: string): FieldInfo | undefined {
  const { start = 0, end = 0 } = state.chunks[state.at] ?? {};
  const rest = state.tokens.slice(end);
  const did = state.tokens.slice(0, start).some(({ lower }) => /^(did|does)$/.test(lower));
  const fields = rest.flatMap(({ stem, lower }, at) =>
    /(ed|en|nt|ld|ght|id)$/.test(lower) || (did && at === 0 && lower === stem)
      ? (state.lexicon.verbs.get(stem) ?? [])
      : [],
  );
  const [field, ...more] = new Set(fields.filter(each => each.dataset === dataset));
  return more.length > 0 ? undefined : field;
}

/** "when did we last ship an urgent order": of what was done, and not of the order. */
function dateOfVerbBefore({ draft, pending }: State): FieldInfo | undefined {
  const verb = draft.verbs.at(-1);
  if (!verb || !pending.superlative || verb.at !== pending.superlative.at + 1 || verb.fields.length > 1)
    return undefined;
  verb.used = true;
  return verb.fields[0];
}

/** "when was the first order": the earliest of its dates. */
export function dateOfEntity(state: State, dataset: string): void {
  const date =
    dateOfVerbBefore(state) ??
    dateOfNoun(state, dataset) ??
    dateOfVerb(state, dataset) ??
    defaultDate(state.catalogue, dataset);
  // "date of the first order": the word before is answered by it
  state.loose = state.loose.filter(({ text }) => text.toLowerCase() !== 'date');
  const { subject } = state.draft;
  if (subject?.kind === 'field' && subject.choice.text.toLowerCase() === 'date') {
    state.draft.subject = undefined;
    state.draft.subjectIs = undefined;
  }
  const { superlative } = state.pending;
  const ends = superlative?.direction === 'ASC' ? (['MAX', 'MIN'] as const) : (['MIN', 'MAX'] as const);
  state.pending.superlative = undefined;
  if (!date) return;
  const choice = { options: [{ field: date, weight: 1 }], scope: date.dataset, text: date.label, at: state.at };
  for (const end of superlative?.both ? ends : ends.slice(1))
    state.draft.measures.push({ kind: 'aggregate', function: end, choice, at: state.at });
}
