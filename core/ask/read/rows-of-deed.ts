import { thingsCounted } from '../counted-rows.ts';
import type { DraftMeasure } from '../draft.ts';
import { termsOf } from '../lexicon/terms.ts';
import { stemOf, stemsOf } from '../words.ts';
import type { State } from './state.ts';

/**
 * "how many items were due back in May", where a loan is that of an item: one that was lent twice was due twice. What
 * the model says its rows are one each of is counted by these rows, where it is their date that was named.
 */
export function countRowsOfDeed(state: State): void {
  const { draft, catalogue, chunks, tokens } = state;
  const [measure, ...more] = draft.measures.length > 0 ? draft.measures : fragment(state);
  const things = thingsCounted(catalogue, measure);
  const dated = draft.times.filter(({ fields, negated }) => fields.length > 0 && !negated).flatMap(t => t.fields);
  const [home, ...others] = [...new Set(dated.map(({ dataset }) => dataset))];
  const chunk = measure && chunks[measure.at];
  const noun = chunk && tokens[chunk.end - 1]?.stem;
  if (!measure || more.length > 0 || things === undefined || home === undefined || others.length > 0 || !noun) return;
  if (catalogue.reach(things, home).kind !== 'down' || !isOneEachOf(state, home, noun)) return;
  // "how many different items"
  if (tokens.some(({ lower }) => /^(different|distinct|unique|individual)$/.test(lower))) return;
  if (draft.measures.length > 0) draft.measures = [{ kind: 'count', dataset: home, at: measure.at }];
  else draft.mentions = draft.mentions.map(mention => ({ ...mention, dataset: home }));
}

/** "items due back in May": nobody asked to see them, so they are counted. */
function fragment({ draft }: State): DraftMeasure[] {
  const [mention, ...more] = draft.mentions;
  if (!mention || more.length > 0 || draft.shows || draft.subject || draft.listFields.length > 0) return [];
  return [{ kind: 'count', dataset: mention.dataset, at: mention.at }];
}

/** "One row per item lent", "number of items lent": what the rows are, in the words of the model. */
function isOneEachOf({ catalogue }: State, home: string, noun: string): boolean {
  const count = catalogue.countMetric(home)?.metric;
  const texts = [
    catalogue.datasets.get(home)?.description ?? '',
    ...(count ? [count.description ?? '', ...termsOf(count)] : []),
  ];
  const said = /\b(?:(?:row|record|line|entry|one)s? (?:per|for (?:each|every)|each) |number of )(\w+) (\w+)/gi;
  return (
    texts.some(text =>
      [...text.matchAll(said)].some(
        ([, first = '', next = '']) => stemOf(first.toLowerCase()) === noun && isDone(next),
      ),
    ) && stemsOf(home)[0] !== noun
  );
}

/** "lent": what was done to it, without which the rows would be the things themselves. */
const isDone = (word: string): boolean => /(ed|wn|en|ght|ld|nt|id)$/.test(word);
