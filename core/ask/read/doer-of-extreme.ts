import { namesThings } from '../chunks.ts';
import { massNounAt } from './mass-nouns.ts';
import { isPlural, type State, wordsIn } from './state.ts';
import { inherentRank } from './superlatives.ts';

/**
 * "which customer placed the largest order": the order is ranked, and whose it is is shown beside it. Of several orders,
 * and of what has no number that the adjective measures, it stays unclear by what customers should be ranked.
 */
export function rankDeedOf(state: State): void {
  const { draft, pending, catalogue, chunks } = state;
  const { subject } = draft;
  const [deed, ...more] = draft.mentions;
  const end = pending.superlative;
  if (!end || end.quantity || draft.rank || subject?.kind !== 'entity' || !deed || more.length > 0) return;
  if (draft.measures.length + draft.dimensions.length > 0 || deed.at !== end.at + 1) return;
  const ofDeed = draft.listFields.every(
    ({ at, options }) => at > deed.at && options.some(({ field }) => field.dataset === deed.dataset),
  );
  if (!ofDeed) return;
  if (draft.subjectIs !== 'which' || draft.subjectPlural || isPlural(state, chunks[deed.at])) return;
  const name = catalogue.nameField(subject.dataset) ?? catalogue.keyField(subject.dataset);
  if (!name || !catalogue.hasOne(deed.dataset, subject.dataset) || massNounAt(state, deed.at)) return;
  const ranked = { kind: 'entity', dataset: deed.dataset, at: deed.at } as const;
  inherentRank(state, ranked);
  const { rank } = state.draft;
  if (!rank?.byField) {
    draft.rank = undefined;
    pending.superlative = end;
    return;
  }
  draft.subject = ranked;
  draft.subjectIs = 'top';
  draft.mentions = [];
  const { dataset, at } = subject;
  draft.listFields.unshift({ options: [{ field: name, weight: 1 }], scope: dataset, text: name.label, at });
}

/** "the largest order and its date": the date of what is ranked, and not the largest date. */
export function isBesideExtreme(state: State): boolean {
  const extreme = state.pending.superlative?.at;
  if (extreme === undefined || !namesThings(state.chunks[extreme + 1])) return false;
  return wordsIn(state, extreme + 2, state.at).some(word => /^(and|with|plus)$/.test(word));
}
