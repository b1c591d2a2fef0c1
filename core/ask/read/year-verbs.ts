import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { nameWords, stemsOf } from '../words.ts';
import { type State, textOf } from './state.ts';

/** "born before 1960", "founded in 1999": the verb of a field that holds years as numbers, a birth year, right before a year. */
export function takeYearVerb(state: State): void {
  state.chunks = state.chunks.map((chunk, at): Chunk => {
    if (chunk.kind !== 'unknown' && chunk.kind !== 'filler' && !isOtherForm(state, chunk)) return chunk;
    const [next, behind] = state.chunks.slice(at + 1, at + 3);
    const time = next?.kind === 'filler' && textOf(state, next).toLowerCase() === 'in' ? behind : next;
    if (time?.kind !== 'time' || !time.time.years) return chunk;
    const verb = state.tokens[chunk.start]?.stem ?? '';
    const [field, ...more] = [...state.catalogue.fields.values()].filter(({ kind, name }) => {
      const stems = stemsOf(name.replaceAll('_', ' '));
      const own = stems.filter(stem => stem !== 'year');
      return kind === 'number' && own.length === 1 && stems.length === 2 && (own[0] === verb || nouns[verb] === own[0]);
    });
    if (!field || more.length > 0 || isOfOtherThings(state, at, field.dataset)) return chunk;
    return { kind: 'terms', start: chunk.start, end: chunk.end, candidates: [{ kind: 'field', field, weight: 0.9 }] };
  });
}

/** "claims opened in 1999", where it is hospitals that have a year in which they were opened. */
function isOfOtherThings({ chunks, catalogue }: State, at: number, dataset: string): boolean {
  const named =
    chunks
      .slice(0, at)
      .map(chunk => [
        ...(namesThings(chunk) ? candidatesOf(chunk, 'dataset').map(c => c.dataset) : []),
        ...candidatesOf(chunk, 'field').flatMap(c =>
          c.field === catalogue.nameField(c.field.dataset) ? [c.field.dataset] : [],
        ),
      ])
      .findLast(each => each.length > 0) ?? [];
  return named.length > 0 && !named.includes(dataset);
}

/** "opened", which only shares its stem with the open amount: a verb, and no part of that name. */
export function isOtherForm({ tokens, catalogue }: State, chunk: Chunk): boolean {
  const word = tokens[chunk.start]?.lower ?? '';
  if (chunk.kind !== 'terms' || chunk.end - chunk.start > 1 || !/ed$/.test(word)) return false;
  return chunk.candidates.every(c => {
    const metric = c.kind === 'metric' && c.weight < 0.9 ? catalogue.metrics.get(c.metric)?.metric : undefined;
    const terms = metric && [metric.name, metric.label ?? '', ...metric.aiContext.synonyms];
    return terms?.every(term => !nameWords(term).includes(word)) === true;
  });
}

/** Nouns that share no stem with their verb: birth for born. */
const nouns: Readonly<Record<string, string>> = { bear: 'birth' };
