import reasons from '../english/reasons.data.json' with { type: 'json' };
import { amountAt, massNounAt } from './mass-nouns.ts';
import { lowerOf, passOver, problem, type State } from './state.ts';

/**
 * "units sold as a percentage of the current stock": behind a number, the noun without a plural is what it is divided by,
 * which is the one amount that it stands for. The share of a total that no word speaks of would be another number.
 */
export function takeWholeOfMass(state: State): void {
  const { chunks, at, draft } = state;
  const rest = chunks.slice(at + 1);
  const first = rest.findIndex(
    c => c.kind !== 'filler' && !/^(total|whole|entire|all|overall)$/.test(lowerOf(state, c)),
  );
  const noun = rest[first];
  const place = at + 1 + first;
  if (first < 0 || !noun || !draft.measures.some(measure => measure.at < at) || !massNounAt(state, place)) return;
  const metric = amountAt(state, place);
  if (metric === undefined) {
    problem(state, noun, reasons.nameNumberShould);
    return;
  }
  for (const read of chunks.slice(at + 1, place + 1)) passOver(state, read);
  draft.measures.push({ kind: 'metric', metric, at: place });
}
