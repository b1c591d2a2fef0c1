import { type Chunk, isPhrase } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { lowerOf, type State } from './state.ts';

/** "the 5 countries that ordered most often": with the most orders, as the verb is that of their own date. */
export function takeMostOften(state: State): void {
  const { chunks, tokens, lexicon, catalogue } = state;
  const often = chunks.findIndex(c => isPhrase(c, 'frequent') && /often$/.test(lowerOf(state, c)));
  const [said, verb] = [chunks[often], chunks[often - 1]];
  const token = verb && verb.end - verb.start === 1 ? tokens[verb.start] : undefined;
  if (!isPhrase(said, 'frequent') || !verb || !token) return;
  const [field, ...more] = (lexicon.verbs.get(token.stem) ?? []).filter(
    each => defaultDate(catalogue, each.dataset) === each,
  );
  if (!field || more.length > 0 || !/(ed|en|nt|ght|ld|id)$|^(order|buy|book|ship)s?$/.test(token.lower)) return;
  const which: Chunk = {
    kind: 'phrase',
    start: said.end - 2,
    end: said.end - 1,
    phrase: {
      kind: 'superlative',
      direction: said.phrase.direction,
      function: said.phrase.direction === 'ASC' ? 'MIN' : 'MAX',
    },
  } as Chunk;
  const things: Chunk = {
    kind: 'terms',
    start: verb.start,
    end: verb.end,
    candidates: [{ kind: 'dataset', dataset: field.dataset, weight: 0.97 }],
  } as Chunk;
  state.chunks = [...chunks.slice(0, often - 1), which, things, ...chunks.slice(often + 1)];
}
