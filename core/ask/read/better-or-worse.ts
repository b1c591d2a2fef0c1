import type { FieldInfo } from '../catalogue.ts';
import type { Comparator } from '../chunks.ts';
import type { DraftFilter } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { isBetterLow, lessIsBetter } from '../polarity.ts';
import { lowerOf, problem, type State } from './state.ts';

const levelNouns = patterns.levelNouns;

const judging = /\b(better|worse)\b/;

/**
 * "risk class 4 or worse", "rated better than 3": which way that is, the field's description tells, "1 (best) to 5
 * (worst)". Of a class, grade or level that says nothing it is not known.
 */
export function judgeFilters(state: State): void {
  const at = state.chunks.findIndex(chunk => chunk.kind === 'phrase' && judging.test(lowerOf(state, chunk)));
  const chunk = state.chunks[at];
  if (chunk?.kind !== 'phrase' || !/^(suffix|comparator)$/.test(chunk.phrase.kind)) return;
  const said = lowerOf(state, chunk);
  state.draft.filters = state.draft.filters.map(filter => {
    const field = filter.options[0]?.field;
    if (Math.abs(filter.at - at) > 2 || !isComparator(filter.operator) || !field) return filter;
    const rises = risesToBest(field);
    if (rises === 'unknown')
      problem(state, chunk, `The model does not say which end of ${field.label.toLowerCase()} is better.`);
    if (rises !== false) return filter;
    return { ...filter, operator: turned(said) };
  });
  state.draft.having = state.draft.having.map(having =>
    having.measure.at < at && at - having.measure.at <= 5 && isBetterLow(state.catalogue, having.measure)
      ? { ...having, operator: turned(said) }
      : having,
  );
}

/** The way of the words where less is better. */
const turned = (said: string): Comparator =>
  opposite[said.includes('than') ? 'strict' : 'loose'][/worse/.test(said) ? 'up' : 'down'];

const opposite = { strict: { up: '>', down: '<' }, loose: { up: '>=', down: '<=' } } as const;

const isComparator = (operator: DraftFilter['operator']): operator is Comparator => /^[<>]=?$/.test(operator);

/** Whether more of it is better; undefined where the plain sense of the words may stand. */
function risesToBest({ name, label, field }: FieldInfo): boolean | 'unknown' | undefined {
  const text = (field.description ?? '').toLowerCase();
  const best = levelOf(text, 'best|safest|lowest risk|excellent|healthiest');
  const worst = levelOf(text, 'worst|riskiest|highest risk|poorest|most severe|critical');
  if (best !== undefined && worst !== undefined && best !== worst) return best > worst;
  const terms = [name, label, ...field.aiContext.synonyms].join(' ').toLowerCase().replaceAll('_', ' ');
  if (lessIsBetter(terms)) return false;
  return levelNouns.test(terms) ? 'unknown' : undefined;
}

/** The number that a description calls so: "1 (best)", "5 = worst", "best is 1". */
function levelOf(text: string, words: string): number | undefined {
  const found =
    new RegExp(`(-?\\d+)\\s*(?:\\(|=|is|being|means|for)?\\s*(?:the )?(?:${words})\\b`).exec(text)?.[1] ??
    new RegExp(`\\b(?:${words})\\s*(?:\\(|=|is|being)\\s*(-?\\d+)`).exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
