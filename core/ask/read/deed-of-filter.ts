import type { State } from './state.ts';

/** "copies owned by Harbourside": the verb told whose name it is, and is none that should be shown. */
export function passDeedOfFilter({ draft }: State): void {
  const { subject, filters } = draft;
  if (subject?.kind !== 'field' || draft.subjectIs !== 'plain' || draft.rank) return;
  const { text, at, options } = subject.choice;
  if (!/^\w+(ed|en|wn|ght|ld)$/i.test(text)) return;
  const told = filters.some(
    filter => filter.at > at && filter.at <= at + 3 && filter.options.every(({ field }) => field === options[0]?.field),
  );
  if (!told) return;
  draft.subject = undefined;
  draft.subjectIs = undefined;
}
