import type { Persona } from '../identity/persona.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { type Catalogue, createCatalogue, type FieldKind } from './catalogue.ts';
import type { Lexicon } from './lexicon/lookup.ts';
import { createLexicon } from './lexicon.ts';
import type { Pace } from './pace.ts';
import type { Token } from './words.ts';

/** A run of words that names what the persona may not see; `start` and `end` count tokens. */
export interface ClosedTerm {
  readonly start: number;
  readonly end: number;
}

/** The names that a persona may not see, to be refused by name instead of as unknown words. */
export interface ClosedTerms {
  /** The longest closed term of a question that is not part of an open one. */
  find(tokens: readonly Token[]): ClosedTerm | undefined;
}

/** Words whose loss changes nothing but grammar. */
const minor = new Set(['of', 'the', 'a', 'an', 'on', 'in', 'at', 'for', 'to']);
/** A name, label or synonym in any order; forms derived from them weigh less. */
const asWritten = 0.85;

/**
 * The names of metrics and datasets that the model has and the persona may not see. Without them a question
 * for one of those could be read word by word as something else that the persona may see: a wrong number.
 * A count of things that may be listed is not closed, and neither is a word that also names something open.
 * Undefined for a persona that may see everything.
 */
export async function createClosedTerms(
  model: SemanticModel,
  kinds: ReadonlyMap<string, FieldKind>,
  persona: Persona,
  open: { readonly catalogue: Catalogue; readonly lexicon: Lexicon },
  pace: Pace,
): Promise<ClosedTerms | undefined> {
  if (persona.metrics === '*' && persona.datasets === '*') return undefined;
  const all = createCatalogue(model, kinds, { ...persona, metrics: '*', datasets: '*' });
  await pace.rest();
  const lexicon = await createLexicon(all, pace);
  const { metrics, datasets } = open.catalogue;
  const isClosedMetric = (name: string) => !metrics.has(name) && !datasets.has(all.metrics.get(name)?.counts ?? '');
  const names = (words: readonly Token[], within: Lexicon) =>
    [words, words.filter(word => !minor.has(word.lower))].flatMap(run =>
      within.lookup(
        run.map(word => word.stem),
        true,
        run.map(word => word.lower),
      ),
    );
  const best = (weights: readonly number[]) => Math.max(0, ...weights.filter(weight => weight >= asWritten));
  const openness = (words: readonly Token[]) => best(names(words, open.lexicon).map(each => each.weight));
  const closedness = (words: readonly Token[]) =>
    best(
      names(words, lexicon)
        .filter(each =>
          each.kind === 'metric' ? isClosedMetric(each.metric) : each.kind === 'dataset' && !datasets.has(each.dataset),
        )
        .map(each => each.weight),
    );
  return {
    find(tokens) {
      const runs = runsOf(tokens, Math.max(lexicon.longest, open.lexicon.longest) + 2).map(run => {
        const words = tokens.slice(run.start, run.end).filter(token => token.kind === 'word');
        return { ...run, openness: openness(words), closedness: closedness(words) };
      });
      const isPart = (run: ClosedTerm) =>
        runs.some(
          ({ start, end, openness }) =>
            openness > 0 && start <= run.start && end >= run.end && end - start > run.end - run.start,
        );
      const found = runs.find(run => run.closedness > run.openness && !isPart(run));
      if (!found) return undefined;
      let { start } = found;
      while (minor.has(tokens[start]?.lower ?? '') && closedness(tokens.slice(start + 1, found.end)) > 0) start++;
      return { start, end: found.end };
    },
  };
}

const isWordOrHyphen = ({ kind, lower }: Token): boolean => kind === 'word' || (kind === 'mark' && lower === '-');

/** Runs of words that begin and end with one that carries meaning, the longest first. */
function runsOf(tokens: readonly Token[], longest: number): ClosedTerm[] {
  const runs: ClosedTerm[] = [];
  const carries = (token: Token | undefined) => token?.kind === 'word' && !minor.has(token.lower);
  for (let length = Math.min(longest, tokens.length); length > 0; length--) {
    for (let start = 0; start + length <= tokens.length; start++) {
      const words = tokens.slice(start, start + length);
      // "on time" begins a name with a small word
      if (words.every(isWordOrHyphen) && words.some(carries) && carries(words.at(-1)) && words[0]?.kind === 'word')
        runs.push({ start, end: start + length });
    }
  }
  return runs;
}
