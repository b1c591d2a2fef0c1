import type { Draft } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State, wordsIn } from './state.ts';

const alongWith = patterns.alongWith;

/**
 * "the biggest order of 1995, which customer?", "orders above 400k together with the customer": of rows, the one thing
 * that each belongs to is a column. What each has many of, or none, can't be shown beside it and is not passed over.
 */
export function askedBesides(state: State): void {
  const { draft, catalogue } = state;
  const who = draft.mentions.find(({ text }) => text === 'who');
  const asked = state.chunks[who?.at ?? -1];
  // "revenue in 1995: who paid it?"
  if (asked && draft.measures.length > 0) problem(state, asked, reasons.askWhoOwnGroup);
  const home = listedDataset(state);
  if (home === undefined || draft.measures.length > 0) return;
  for (const mention of draft.mentions.filter(each => isAskedBesides(state, home.at, each))) {
    const { dataset, text, at } = mention;
    draft.mentions = draft.mentions.filter(each => each !== mention);
    const field = catalogue.nameField(dataset) ?? catalogue.keyField(dataset);
    const chunk = state.chunks[at];
    if (field && catalogue.reach(home.dataset, dataset).kind === 'up')
      draft.listFields.push({ options: [{ field, weight: 1 }], scope: dataset, text, at });
    else if (chunk) problem(state, chunk, reasons.askedBesidesEach);
  }
}

/** The things that are listed: the subject, else what was named first. */
function listedDataset({ draft }: State): { dataset: string; at: number } | undefined {
  if (draft.subject) return draft.subject.kind === 'entity' ? draft.subject : undefined;
  const [first] = draft.mentions;
  return first && draft.filters.some(filter => filter.at > first.at) && draft.mentions.length > 1 ? first : undefined;
}

/** Led by "which", or joined by "with the", "and the" and the like. */
export function isAskedBesides(state: State, home: number, { at, dataset }: Draft['mentions'][number]): boolean {
  if (at <= home) return false;
  if (state.pending.which && state.pending.which.at > home && state.pending.which.at === at - 1) return true;
  // "the biggest order: who placed it?"
  if (lowerOf(state, state.chunks[at]) === 'who') return true;
  const before = wordsIn(state, home + 1, at);
  while (/^(the|their|its|a|an|each|respective|corresponding)$/.test(before.at(-1) ?? '')) before.pop();
  const joint = before.at(-1) ?? '';
  if (alongWith.test(joint)) return true;
  return /^(and|with)$/.test(joint) && !isNarrowed(state, at, dataset);
}

/** "orders with customers in Japan": says which of them are meant. */
function isNarrowed({ draft, catalogue }: State, at: number, dataset: string): boolean {
  return draft.filters.some(
    filter => filter.at > at && filter.options.some(({ field }) => catalogue.hasOne(dataset, field.dataset)),
  );
}
