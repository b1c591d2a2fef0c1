import type { DraftMeasure } from '../draft.ts';
import { stemsOf } from '../words.ts';
import { problem, type State } from './state.ts';

/**
 * "stock value and quantity by brand", where pieces that were sold have a quantity and the stock has one too: beside a
 * number of the stock, the bare word may be of either.
 */
export function refuseSharedName(state: State): void {
  const { draft, catalogue, chunks, tokens } = state;
  const homeOf = (measure: DraftMeasure) =>
    measure.kind === 'metric'
      ? catalogue.metrics.get(measure.metric)?.home
      : measure.kind === 'aggregate'
        ? measure.choice.options[0]?.field.dataset
        : undefined;
  for (const measure of draft.measures) {
    const chunk = chunks[measure.at];
    const token = chunk && chunk.end - chunk.start === 1 ? tokens[chunk.start] : undefined;
    const [home, others] = [homeOf(measure), draft.measures.map(homeOf)];
    if (!token || home === undefined) continue;
    const isCalledSo = ({ name }: { readonly name: string }) => {
      const stems = stemsOf(name);
      return stems.length > 1 && stems.includes(token.stem);
    };
    const own = [...catalogue.metrics.values()].filter(info => info.home === home && isCalledSo(info));
    const [other] = [...catalogue.metrics.values()].filter(
      info => info.home !== home && others.includes(info.home) && isCalledSo(info),
    );
    if (own.length > 0 && other)
      problem(state, chunk!, `Which is meant: ${own[0]!.label.toLowerCase()}, or ${other.label.toLowerCase()}?`);
  }
}
