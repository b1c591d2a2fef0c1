import { type Chunk, candidatesOf } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { isInnerFiller } from '../english/fillers.ts';
import { fieldChoice, lowerOf, passOver, type State, textOf, wordBefore } from './state.ts';

/** containing "steel": the text must be quoted, or be the one word that follows. */
export function applyContains(state: State, operator: 'contains' | 'startsWith' | 'endsWith'): boolean {
  const isQuoted = (c: Chunk): boolean => state.tokens[c.start]?.kind === 'quoted';
  const chunk = state.chunks
    .slice(state.at + 1)
    .find(c => isQuoted(c) || !/^(the|a|an|words?|text|letters?|:)$/.test(lowerOf(state, c)));
  // "containing in their name …": a small word is no text
  if (!chunk || (chunk.kind === 'filler' && isInnerFiller(lowerOf(state, chunk)))) return false;
  const token = state.tokens[chunk.start];
  const choice = textField(state);
  if (!token || !choice || token.kind === 'mark') return false;
  const negated = state.pending.negation !== undefined && operator === 'contains';
  const options = choice.options.map(o => ({
    field: o.field,
    values: [token.kind === 'quoted' ? token.text : textOf(state, chunk)],
    weight: o.weight,
    partial: false,
  }));
  state.draft.filters.push({
    options,
    operator: negated ? 'notContains' : operator,
    scope: state.scope,
    text: token.text,
    at: state.at,
  });
  state.pending.negation = undefined;
  state.loose = state.loose.filter(c => c !== choice);
  state.draft.listFields = state.draft.listFields.filter(c => c !== choice);
  if (!negated && addOther(state, state.chunks.indexOf(chunk))) return true;
  passPlace(state, state.chunks.indexOf(chunk) + 1, choice);
  state.at = state.chunks.indexOf(chunk) + 1;
  return true;
}

/** "starting with B or V": the other text is as good, where nothing but the end follows it. */
function addOther(state: State, at: number): boolean {
  const [or, other, ...rest] = state.chunks.slice(at + 1);
  const filter = state.draft.filters.at(-1);
  if (lowerOf(state, or) !== 'or' || !other || !filter || other.kind === 'phrase') return false;
  if (rest.some(c => c.kind !== 'mark')) return false;
  const [token] = state.tokens.slice(other.start, other.end);
  const text = token?.kind === 'quoted' ? token.text : textOf(state, other);
  const { alternatives: _, ...same } = filter;
  const second = { ...same, options: filter.options.map(o => ({ ...o, values: [text] })), text };
  state.draft.filters = [...state.draft.filters.slice(0, -1), { ...filter, alternatives: [second] }];
  state.at = at + 3;
  return true;
}

/** "with the word oak in their name": where the text is was known already. */
function passPlace(state: State, from: number, choice: FieldChoice): void {
  const at = state.chunks.findIndex((c, i) => i > from && !/^(the|their|its|his|her)$/.test(lowerOf(state, c)));
  const chunk = state.chunks[at];
  if (lowerOf(state, state.chunks[from]) !== 'in' || !chunk) return;
  const named = candidatesOf(chunk, 'field').some(({ field }) => choice.options.some(o => o.field === field));
  if (named || /^names?$/.test(lowerOf(state, chunk))) passOver(state, chunk);
}

/** The text field that was named, or the name of the entity that was. */
function textField(state: State): FieldChoice | undefined {
  const { mention } = state;
  if (mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'text') return mention.choice;
  const dataset = mention?.kind === 'entity' ? mention.dataset : undefined;
  const field = dataset === undefined ? undefined : state.catalogue.nameField(dataset);
  return field?.kind === 'text'
    ? { options: [{ field, weight: 0.9 }], scope: dataset, text: field.label, at: state.at }
    : undefined;
}

/** "'steel' in their name": quoted text that is no whole value is a part of the field named behind it. */
export function readQuotedPart(state: State, chunk: Chunk): boolean {
  const token = state.tokens[chunk.start];
  const bare = chunk.kind === 'unknown' && /^(have|has|had|with|having)$/.test(wordBefore(state));
  if (!token || (token.kind !== 'quoted' && !bare)) return false;
  const at = state.chunks.findIndex((c, i) => i > state.at && c.kind !== 'filler');
  const inside = state.chunks.slice(state.at + 1, at).some(c => lowerOf(state, c) === 'in');
  const next = state.chunks[at];
  if (!next || !inside) return false;
  const own = /^names?$/.test(lowerOf(state, next)) ? textField(state) : undefined;
  const choice = own ?? fieldChoice(state, candidatesOf(next, 'field'), next, field => field.kind === 'text');
  if (!choice) return false;
  state.draft.filters.push({
    options: choice.options.map(o => ({ field: o.field, values: [token.text], weight: o.weight, partial: false })),
    operator: state.pending.negation ? 'notContains' : 'contains',
    scope: choice.scope ?? state.scope,
    text: token.text,
    at: state.at,
  });
  state.pending.negation = undefined;
  state.at = at + 1;
  return true;
}
