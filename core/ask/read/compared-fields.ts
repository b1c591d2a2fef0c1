import type { FieldInfo } from '../catalogue.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { unitOfField } from '../units.ts';
import type { State } from './state.ts';

const durationNouns = patterns.durationNouns;

/** What a comparative says that things are measured by; undefined for those that say nothing of it. */
export function measuredBy({ chunks, pending, tokens }: State): RegExp | undefined {
  const chunk = chunks[pending.comparator?.at ?? -1];
  const word = (chunk && tokens[chunk.start]?.lower) ?? '';
  if (/^(older|younger)$/.test(word)) return /\b(age|ages|years? old|birth|born|founded)\b/;
  if (/^(heavier|lighter)$/.test(word)) return /\b(weight|mass|kg|kilos?|tons?)\b/;
  return /^(longer|shorter)$/.test(word) ? durationNouns : undefined;
}

/** "customers older than 40": where they have no age, their balance is not meant. */
export function hasNumberOf({ catalogue }: State, dataset: string | undefined, measure: RegExp): boolean {
  return [...catalogue.fields.values()].some(
    ({ dataset: own, kind, name, label, field }) =>
      kind === 'number' &&
      (dataset === undefined || ['same', 'down', 'up'].includes(catalogue.reach(dataset, own).kind)) &&
      measure.test(
        [name.replaceAll('_', ' '), label, field.description, ...field.aiContext.synonyms].join(' ').toLowerCase(),
      ),
  );
}

/** "parts bigger than 40": the size that they have. */
export function sizeOf(
  { catalogue, chunks, tokens, pending }: State,
  dataset: string | undefined,
): FieldChoice | undefined {
  const chunk = chunks[pending.comparator?.at ?? -1];
  const word = chunk && tokens[chunk.start]?.lower;
  if (dataset === undefined || !word || !/^(bigger|larger|smaller)$/.test(word)) return undefined;
  const [field, ...more] = catalogue
    .fieldsOf(dataset)
    .filter(f => f.kind === 'number' && /(^|_)size$/.test(f.name.toLowerCase()));
  return field && more.length === 0
    ? { options: [{ field, weight: 0.9 }], scope: dataset, text: field.label, at: pending.comparator?.at ?? 0 }
    : undefined;
}

/** "routes of at most 500 km": the one field that is in this kind of unit. */
export function fieldOfUnit(state: State): FieldChoice | undefined {
  const unit = state.pending.unit?.unit;
  if (!unit || unit.quantity === 'money') return undefined;
  const fields = [...state.catalogue.fields.values()].filter(
    field =>
      field.kind === 'number' &&
      !field.isIdentifier &&
      // an hourly rate is no number of hours
      !/(^|_)(rate|price|cost|wage|fee)s?$/.test(field.name) &&
      unitOfField(field)?.quantity === unit.quantity,
  );
  const near = fields.filter(field => field.dataset === state.scope);
  const [field, ...more] = near.length > 0 ? near : fields;
  if (!field || more.length > 0) return undefined;
  state.draft.notes.push({
    id: `unit:${field.id}`,
    text: `The ${unit.name}s are taken as ${field.label.toLowerCase()}`,
  });
  return { options: [{ field, weight: 0.9 }], scope: field.dataset, text: field.label, at: state.at };
}

const money = patterns.amountNouns;

/** Fields of an entity that say what it is worth: named so first, else its only measure. */
export function moneyFields(state: State, dataset: string): { field: FieldInfo; weight: number }[] {
  const numbers = state.catalogue.fieldsOf(dataset).filter(field => field.kind === 'number' && !field.isIdentifier);
  const scored = numbers.map(field => {
    const terms = [field.name.replaceAll('_', ' '), field.field.label ?? '', ...field.field.aiContext.synonyms]
      .join(' ')
      .toLowerCase();
    return {
      field,
      weight: /\b(value|worth)\b/.test(terms) ? 1 : money.test(terms) ? 0.9 : numbers.length === 1 ? 0.7 : 0,
    };
  });
  const found = scored.filter(option => option.weight > 0).sort((a, b) => b.weight - a.weight);
  const best = found.filter(option => option.weight === found[0]?.weight);
  // what things are priced at is not what they cost us
  const ours = / cost us /.test(` ${state.tokens.map(token => token.lower).join(' ')} `);
  const prices = best.filter(({ field }) => (ours ? /cost$/ : /price$/).test(field.name.toLowerCase()));
  return prices.length > 0 && prices.length < best.length ? prices : found;
}
