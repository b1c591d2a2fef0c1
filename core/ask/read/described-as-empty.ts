import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { nameWords, stemOf } from '../words.ts';
import { filterByPresence } from './field-filters.ts';
import { lowerOf, pass, type State } from './state.ts';

const denial = /\b(never|not|nobody|no one|havent|hasnt|hadnt|didnt|wasnt|werent)( (ever|yet|been|be|have|has))*$/;
const small = /^(yet|ever|been|be|is|was|were|are|has|have|had|by|so|far|anybody|anyone|at|all|before|to|it|them)$/;

/**
 * "users who never logged in", of a date that the model describes as empty when the user never logged in: where it is
 * missing. In the author's words, of a field of the things themselves, and only where no value says so.
 */
export function takeDescribedAsEmpty(state: State): void {
  const { chunks } = state;
  for (const [at, chunk] of chunks.entries()) {
    if (chunk.kind !== 'phrase' || !denial.test(lowerOf(state, chunk))) continue;
    const end = endOf(state, at + 1);
    const said = chunks.slice(at + 1, end);
    if (said.length === 0 || said.some(namesValue)) continue;
    const words = contentOf(said.map(c => lowerOf(state, c)).join(' '));
    const fields = thingsBefore(state, at).flatMap(things =>
      state.catalogue.fieldsOf(things).filter(field => isEmptyWhen(field, words)),
    );
    const dates = fields.filter(({ kind }) => kind === 'time');
    const [field, ...more] = dates.length > 0 ? dates : fields;
    if (!field || more.length > 0) continue;
    const choice = { options: [{ field, weight: 1 }], scope: field.dataset, text: field.label, at };
    filterByPresence(state, choice, 'isMissing', field.dataset, at);
    pass(state, at, end);
    return;
  }
}

/** The things that were named before, or that a value said is of. */
function thingsBefore({ chunks, catalogue }: State, at: number): string[] {
  const named = chunks
    .slice(0, at)
    .flatMap(c => [
      ...candidatesOf(c, 'dataset').map(({ dataset }) => dataset),
      ...candidatesOf(c, 'metric').flatMap(({ metric }) => catalogue.metrics.get(metric)?.counts ?? []),
      ...candidatesOf(c, 'value').flatMap(({ field, weight }) => (weight >= 0.9 ? [field.dataset] : [])),
    ]);
  return [...new Set(named)];
}

/** Where what is said of them ends: at a sign, a group, a period, or what goes on. */
function endOf(state: State, from: number): number {
  const { chunks } = state;
  const at = chunks.findIndex(
    (c, i) =>
      i >= from &&
      (/^(mark|time|phrase)$/.test(c.kind) || /^(and|or|but|in|for|of|with|who|that|which)$/.test(joint(state, c, i))),
  );
  return at < 0 ? chunks.length : at;
}

/** A little word that leads on to a name; "logged in" ends in one that does not. */
const joint = (state: State, chunk: Chunk, at: number): string => {
  const next = state.chunks[at + 1];
  const leads = next !== undefined && next.kind !== 'mark' && !small.test(lowerOf(state, next));
  return leads ? lowerOf(state, chunk) : '';
};

const namesValue = (chunk: Chunk): boolean =>
  candidatesOf(chunk, 'value').some(({ weight }) => weight >= 0.9) || namesThings(chunk);

/** The author's clause denies just what the question does. */
function isEmptyWhen({ field }: FieldInfo, words: readonly string[]): boolean {
  const clauses = (field.description ?? '').matchAll(
    /\b(?:empty|blank|missing|null) (?:when|if|while|until|unless|as long as) ([^;.,]+)/gi,
  );
  return [...clauses].some(([, clause = '']) => {
    const denied = /\b(?:(?:never|not|nobody|no one)\b|un(?=\w+(?:ed|wn|id)\b))(.*)$/i.exec(clause)?.[1] ?? '';
    const own = contentOf(nameWords(denied).join(' '));
    return own.length > 0 && own.join(' ') === words.join(' ');
  });
}

const contentOf = (text: string): string[] =>
  text.split(' ').flatMap(word => (word === '' || small.test(word) ? [] : [stemOf(word)]));
