import { type Chunk, candidatesOf } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { minor, termsOf } from '../lexicon/terms.ts';
import { stemsOf } from '../words.ts';
import { type State, textOf } from './state.ts';

/** From here on words are a whole name of a number. */
const WHOLE = 0.9;
/** Names of which one is not much better than the other. */
const CLOSE = 0.02;

/** The choice of a number that words may mean. */
export const choiceOfNumber = (text: string): string => `number:${text.toLowerCase()}`;

/**
 * "revenue", where there is revenue of parts and revenue of freight: the one chosen, else the one that the model's
 * instructions speak of; else it is asked which.
 */
export function takeTiedNumbers(state: State): void {
  state.chunks = state.chunks.map(chunk => {
    const tied = tiedIn(state, chunk);
    if (chunk.kind !== 'terms' || tied.length < 2) return chunk;
    const chosen = state.choices[choiceOfNumber(textOf(state, chunk))];
    const first = tied.find(metric => metric === chosen) ?? spokenOf(state, chunk, tied);
    if (first === undefined) {
      state.tied.set(chunk.start, tied);
      return chunk;
    }
    const [best] = candidatesOf(chunk, 'metric');
    const others = chunk.candidates.filter(c => c.kind !== 'metric');
    return { ...chunk, candidates: [{ kind: 'metric', metric: first, weight: best?.weight ?? 0 }, ...others] };
  });
}

/** The number named here might be another one. */
export function noteTie(state: State, chunk: Chunk): void {
  const metrics = state.tied.get(chunk.start);
  const { measures, having, rank, sort } = state.draft;
  const named = [...measures, ...having.map(({ measure }) => measure), rank?.by, sort?.by];
  if (metrics && named.some(measure => measure?.at === state.at))
    state.draft.ties.push({ text: textOf(state, chunk), metrics });
}

/** The numbers that words may mean as well as the one that is read. */
function tiedIn({ catalogue, tokens }: State, chunk: Chunk): string[] {
  const metrics = candidatesOf(chunk, 'metric');
  const best = Math.max(...metrics.map(({ weight }) => weight));
  const tied = metrics.filter(({ weight }) => weight >= best - CLOSE).map(({ metric }) => metric);
  // a part of a name, in which other numbers' names end too: "sales" of parts sales and freight sales
  if (metrics.length === 0 || best >= WHOLE) return tied;
  const words = tokens.slice(chunk.start, chunk.end).map(({ stem }) => stem);
  const called = [...catalogue.metrics.values()]
    .filter(({ metric }) =>
      termsOf(metric).some(term => stemsOf(term).slice(-words.length).join(' ') === words.join(' ')),
    )
    .map(({ name }) => name);
  return tied.some(metric => called.includes(metric)) ? [...new Set([...tied, ...called])] : tied;
}

const says = patterns.saysMeaning;
const limits = patterns.limitsOfInstruction;

/** "Sales and revenue are those of the stores unless …": the one whose own words stand in a sentence about the word. */
function spokenOf({ catalogue, tokens }: State, { start, end }: Chunk, tied: readonly string[]): string | undefined {
  const words = tokens.slice(start, end).map(({ stem }) => stem);
  const stems = tied.map(name => {
    const metric = catalogue.metrics.get(name)?.metric;
    return metric ? new Set(termsOf(metric).flatMap(stemsOf)) : new Set<string>();
  });
  const sentences = (catalogue.model.aiContext.instructions ?? '').toLowerCase().split(/[.;]\s+|[.;]$/);
  const told = sentences.flatMap(sentence => {
    const [said = ''] = sentence.split(limits);
    const spoken = new Set(stemsOf(said));
    if (!says.test(said) || !words.every(word => spoken.has(word))) return [];
    const own = tied.filter((_, i) =>
      [...(stems[i] ?? [])].some(
        stem => !minor.has(stem) && spoken.has(stem) && stems.every((other, j) => i === j || !other.has(stem)),
      ),
    );
    return own.length === 1 ? own : [];
  });
  return new Set(told).size === 1 ? told[0] : undefined;
}
