import { lowerOf, passOver, problem, type State } from './state.ts';

/** "urgent tickets: number, priority, when opened": in a list of what to show, the date of the verb is one of them. */
export function showWhenDone(state: State): void {
  const { chunks, draft, catalogue } = state;
  if (draft.listFields.length === 0) return;
  const when = chunks.findIndex((chunk, at) => at > (draft.listFields[0]?.at ?? 0) && lowerOf(state, chunk) === 'when');
  const word = chunks[when];
  const verb = draft.verbs.find(({ at, used }) => !used && at > when && at <= when + 3);
  if (!word || !/^(,|and|&)$/.test(lowerOf(state, chunks[when - 1]))) return;
  const home = draft.subject?.kind === 'entity' ? draft.subject.dataset : draft.mentions[0]?.dataset;
  const own = verb?.fields.filter(({ dataset }) => home !== undefined && catalogue.hasOne(home, dataset)) ?? [];
  const nearest = own.filter(({ dataset }) => dataset === home);
  const [field, ...more] = nearest.length > 0 ? nearest : own;
  if (!verb || !field || more.length > 0) {
    problem(state, word, 'Name the date that should be shown.');
    return;
  }
  draft.listFields.push({ options: [{ field, weight: 1 }], scope: field.dataset, text: verb.text, at: verb.at });
  verb.used = true;
  passOver(state, word);
}
