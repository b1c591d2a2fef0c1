import { defaultDate } from '../dates.ts';
import { homeOf } from './measure-list.ts';
import { lowerOf, nextContent, type State, textOf } from './state.ts';

/**
 * "late rate by ship mode, orders of 1997": behind a comma, things with a time of their own are no further group; they
 * say which date the numbers are counted by. True where that is the date of the numbers anyway.
 */
export function areDated(state: State, dataset: string): boolean {
  const { catalogue, chunks, at, draft } = state;
  const chunk = chunks[at];
  const commas = /^[,;:–—-]$/.test(lowerOf(state, chunks[at - 1]));
  const plural = /s$/.test(lowerOf(state, chunk));
  const next = nextContent(state, at + 1);
  if (!chunk || !commas || !plural || !next) return false;
  const verb = isVerbOfDate(state, next.at) ? nextContent(state, next.at + 1)?.chunk : undefined;
  if (next.chunk.kind !== 'time' && verb?.kind !== 'time') return false;
  const [measure] = draft.measures;
  const home = measure && homeOf(state, measure);
  const date = defaultDate(catalogue, dataset);
  if (!date || !measure || home === undefined) return false;
  const usual = defaultDate(
    catalogue,
    home,
    measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined,
  );
  if (usual?.id !== date.id) return false;
  state.scope = dataset;
  state.openField = {
    choice: { options: [{ field: date, weight: 1 }], scope: dataset, text: textOf(state, chunk), at },
    placed: true,
  };
  return true;
}

const isVerbOfDate = ({ chunks, tokens, lexicon }: State, at: number): boolean => {
  const chunk = chunks[at];
  const token = chunk && chunk.end - chunk.start === 1 ? tokens[chunk.start] : undefined;
  return token !== undefined && lexicon.verbs.has(token.stem);
};
