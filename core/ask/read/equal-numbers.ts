import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { ofPercent } from '../percent-scale.ts';
import { unitOfField } from '../units.ts';
import { copula, isNumberField, thingsNamed } from './behind-numbers.ts';
import { inUnitOf } from './number-units.ts';
import { lowerOf, type State, wordsIn } from './state.ts';

const leadsToEqual = patterns.leadsToEqual;

/** Ways to say what a thing has many of. */
export const holds = patterns.holds;

/** "orders with 7 lines": as many of them as each has. */
export function isHeldCount(state: State, at: number, next: Chunk | undefined): boolean {
  const last = state.chunks[at - 1];
  // "orders with just one line"
  const before = isPhrase(last, 'only') ? state.chunks[at - 2] : last;
  return (
    before?.kind === 'filler' &&
    holds.test(wordsIn(state, 0, state.chunks.indexOf(before) + 1).join(' ')) &&
    (candidatesOf(next, 'dataset').length > 0 ||
      candidatesOf(next, 'metric').some(
        c => c.weight >= 0.9 && state.catalogue.metrics.get(c.metric)?.counts !== undefined,
      ))
  );
}

/** "3-phase devices", "devices with 3 phases": as many as the field says, where that is its own name. */
export function isOwnSize(
  state: State,
  chunk: Extract<Chunk, { kind: 'number' }>,
  next: { chunk: Chunk; at: number } | undefined,
): boolean {
  const { pending, draft } = state;
  if (!next || chunk.percent || pending.superlative || draft.rank || pending.aggregate || draft.moving !== undefined)
    return false;
  const behind = candidatesOf(state.chunks[next.at + 1], 'dataset').find(c => c.weight > 0.9);
  const things = behind?.dataset ?? thingsNamed(state);
  const exact = candidatesOf(next.chunk, 'field').some(
    ({ weight, field }) =>
      weight >= 0.85 &&
      field.kind === 'number' &&
      !field.isIdentifier &&
      things !== undefined &&
      // "orders with 3 pieces": of what each has many of, they would be added up
      state.catalogue.hasOne(things, field.dataset),
  );
  const others = candidatesOf(next.chunk, 'metric').length + candidatesOf(next.chunk, 'dataset').length > 0;
  if (!exact || others || next.chunk.end - next.chunk.start > 1) return false;
  const hyphen = state.tokens[chunk.end]?.lower === '-' && next.chunk.start === chunk.end + 1;
  const had = /^(with|have|has|had|having)$/.test(lowerOf(state, state.chunks[state.chunks.indexOf(chunk) - 1]));
  return hyphen || (had && next.chunk.start === chunk.end);
}

/** "in which years was the return rate zero": as the verb says. */
export function isZeroOf(
  { chunks, mention, tokens, draft }: State,
  number: Extract<Chunk, { kind: 'number' }>,
): boolean {
  const before = tokens.slice(0, number.start).map(token => token.lower);
  const right = mention?.kind === 'measure' && chunks.slice(mention.measure.at + 1, chunks.indexOf(number));
  const groups = draft.subject !== undefined || draft.dimensions.length + draft.mentions.length > 0;
  return (
    number.value === 0 &&
    right !== false &&
    groups &&
    right.every(c => copula.test(tokens[c.start]?.lower ?? '')) &&
    before.some(word => /^(is|are|was|were)$/.test(word))
  );
}

/** "lines with a 10 % discount" */
export function isRateOf(state: State, chunk: Extract<Chunk, { kind: 'number' }>, next: Chunk | undefined): boolean {
  const before = lowerOf(state, state.chunks[state.chunks.indexOf(chunk) - 1]);
  return (
    chunk.percent &&
    (next?.start === chunk.end || (next?.start === chunk.end + 1 && state.tokens[chunk.end]?.lower === 'of')) &&
    leadsToEqual.test(before) &&
    isNumberField(next, 0.8)
  );
}

type FilterValues = readonly (string | number | boolean)[];

/** "size 49 or 50", "quantity 1, 2 and 3": one more number that the field may equal. Before a noun it counts that. */
export function takeOneMore(state: State, chunk: Extract<Chunk, { kind: 'number' }>, next: Chunk | undefined): boolean {
  const { chunks, draft } = state;
  const at = chunks.indexOf(chunk);
  const joint = chunks.slice(0, at).findLastIndex(c => !/^(,|or|and|&|the)$/.test(lowerOf(state, c)));
  const filter = draft.filters.at(-1);
  const field = filter?.options[0]?.field;
  const goesOn = filter?.at === joint;
  if (!filter || !field || !goesOn || joint === at - 1 || chunks[joint]?.kind !== 'number') return false;
  if (!/^(=|in)$/.test(filter.operator) || field.kind !== 'number' || filter.alternatives) return false;
  if (next?.kind === 'terms' && next.start === chunk.end) return false;
  const { description } = field.field;
  const said = chunk.percent ? ofPercent(chunk.value, description) : chunk.value;
  const value = inUnitOf(state, [said], unitOfField(field), false)?.[0] ?? said;
  const first = chunks[joint];
  // "10 or 20 %": both are percent
  const percent = chunk.percent && first.kind === 'number' && !first.percent;
  const known = (values: FilterValues) =>
    percent ? values.map(each => ofPercent(Number(each) / 100, description)) : values;
  const options = filter.options.map(option => ({ ...option, values: [...known(option.values), value] }));
  draft.filters = [...draft.filters.slice(0, -1), { ...filter, operator: 'in', options, at }];
  state.listed.add(at);
  return true;
}
