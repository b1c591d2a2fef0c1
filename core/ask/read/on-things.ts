import { filterByPresence } from './field-filters.ts';
import { isPlural, lowerOf, type State } from './state.ts';

/**
 * "revenue on promotion": of rows that may have one, those that do. Where every row has one it leaves out nothing.
 */
export function keepThoseOn(state: State): void {
  const { draft, catalogue, chunks } = state;
  const homes = draft.measures.flatMap(m => (m.kind === 'metric' ? (catalogue.metrics.get(m.metric)?.home ?? []) : []));
  for (const mention of draft.mentions) {
    const key = catalogue.keyField(mention.dataset) ?? catalogue.nameField(mention.dataset);
    const isOn = lowerOf(state, chunks[mention.at - 1]) === 'on' && !isPlural(state, chunks[mention.at]);
    if (!key || !isOn || homes.length === 0) continue;
    if (!homes.every(home => home !== mention.dataset && catalogue.hasOne(home, mention.dataset))) continue;
    const choice = { options: [{ field: key, weight: 1 }], scope: mention.dataset, text: mention.text, at: mention.at };
    filterByPresence(state, choice, 'isPresent', mention.dataset, mention.at);
    draft.mentions = draft.mentions.filter(other => other !== mention);
  }
}
