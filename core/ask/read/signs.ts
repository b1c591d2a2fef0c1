import type { FieldInfo } from '../catalogue.ts';
import { type Comparator, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, pass, type State } from './state.ts';

const signExplained = patterns.signExplained;

/**
 * "customers who owe money", where the model says of their balance that it is "negative when the customer owes money":
 * a word that only the description of a number explains, by its sign.
 */
export function readSignWord(state: State): boolean {
  const chunk = state.chunks[state.at];
  const stem = state.tokens[chunk?.start ?? 0]?.stem;
  if (!chunk || stem === undefined || chunk.end - chunk.start > 1) return false;
  // "what do they owe" asks how much
  if (/^(what|how) (do|does|did|much)\b/.test(state.tokens.map(token => token.lower).join(' '))) return false;
  const found = [...state.catalogue.fields.values()].flatMap(field => signsOf(field, stem));
  const things = thingsNamed(state);
  const [best, ...more] = found.filter(({ field }) => things.includes(field.dataset));
  if (!best || more.length > 0) return false;
  const { field, operator, words } = best;
  const limit = limitBehind(state, words);
  const turned = operator === '<' ? -1 : 1;
  const keep = (compared: Comparator, value: number) =>
    state.draft.filters.push({
      options: [{ field, values: [value], weight: 1, partial: false }],
      operator: compared,
      scope: field.dataset,
      text: lowerOf(state, chunk),
      at: state.at,
    });
  if (limit) keep(turned < 0 ? mirrored[limit.operator] : limit.operator, turned * limit.value);
  // who owes less than 100 still owes something
  if (!limit || /^<=?$|^!=$/.test(limit.operator)) keep(operator, 0);
  if (limit) pass(state, state.at + 1, limit.end);
  state.draft.notes.push({
    id: `sign:${stem}`,
    text: `“${lowerOf(state, chunk)}” is taken as ${field.label.toLowerCase()} ${operator === '<' ? 'below' : 'above'} zero`,
  });
  // "owe us money": what the description says with it
  state.chunks = state.chunks.map((c, at) =>
    at > state.at && at <= state.at + 2 && c.kind === 'unknown' && words.has(state.tokens[c.start]?.stem ?? '')
      ? { kind: 'filler', start: c.start, end: c.end }
      : c,
  );
  return true;
}

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '=': '=',
  '!=': '!=',
};

/** "owe us more than 950": how far from zero, on the side that the word says. */
function limitBehind({ chunks, at, ...state }: State, words: ReadonlySet<string>) {
  const rest = chunks.slice(at + 1);
  const from = rest.findIndex(
    c =>
      !/^(us|you|them|me|a|an|of|total|balance|money)$/.test(lowerOf({ ...state, chunks, at }, c)) &&
      !words.has(state.tokens[c.start]?.stem ?? ''),
  );
  const [first, second] = rest.slice(Math.max(from, 0));
  const said = isPhrase(first, 'comparator') ? first.phrase.operator : undefined;
  const number = said ? second : first;
  if (number?.kind !== 'number' || number.percent || number.value < 0) return undefined;
  const behind = chunks[chunks.indexOf(number) + 1];
  const suffix = !said && isPhrase(behind, 'suffix') ? behind.phrase.operator : said;
  return {
    operator: suffix ?? '=',
    value: number.value,
    end: chunks.indexOf(number) + (suffix === said ? 1 : 2),
  };
}

function signsOf(field: FieldInfo, stem: string): { field: FieldInfo; operator: '<' | '>'; words: Set<string> }[] {
  if (field.kind !== 'number') return [];
  const clauses = (field.field.description ?? '').toLowerCase().split(/[.;,]/);
  return clauses.flatMap(clause => {
    const sign = signExplained.exec(clause);
    const words = new Set(stemsOf(sign?.[2] ?? ''));
    return words.has(stem) ? [{ field, operator: sign?.[1] === 'negative' ? '<' : '>', words } as const] : [];
  });
}

/** Datasets of the things that were named. */
const thingsNamed = ({ draft, catalogue, loose }: State): string[] => [
  ...draft.mentions.map(({ dataset }) => dataset),
  ...(draft.subject?.kind === 'entity' ? [draft.subject.dataset] : []),
  ...[...loose, ...draft.listFields].flatMap(choice => choice.options[0]?.field.dataset ?? []),
  ...draft.measures.flatMap(m =>
    m.kind === 'count' ? m.dataset : m.kind === 'metric' ? (catalogue.metrics.get(m.metric)?.counts ?? []) : [],
  ),
];
