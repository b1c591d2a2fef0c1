import type { FieldInfo } from './catalogue.ts';
import lists from './english/lists.data.json' with { type: 'json' };
import { nameWords } from './words.ts';

/** Units of measure in questions and models, and how they convert. */
export interface Unit {
  readonly quantity: 'time' | 'length' | 'mass' | 'volume' | 'money';
  /** In the smallest unit of its quantity; money does not convert. */
  readonly factor: number;
  readonly name: string;
}

const table = lists.units as [Unit['quantity'], number, string][];

const units: ReadonlyMap<string, Unit> = new Map(
  table.flatMap(([quantity, factor, words]) => {
    const [name = ''] = words.split(' ');
    return words.split(' ').map((word): [string, Unit] => [word, { quantity, factor, name }]);
  }),
);

/** The unit of a word in lower case: kg, hours, USD; undefined for other words. */
export const unitOf = (lower: string): Unit | undefined => units.get(lower);

/** The unit that a model says a number is in: its declared unit, else the first unit among its names and texts. */
export function unitOfNumber(described: {
  readonly name: string;
  readonly unit: string | undefined;
  readonly texts: readonly (string | undefined)[];
}): Unit | undefined {
  if (described.unit !== undefined) {
    const declared = unitOf(described.unit.toLowerCase());
    if (declared) return declared;
  }
  for (const text of [described.name, ...described.texts])
    for (const word of nameWords(text ?? '').slice(0, 14)) {
      const unit = unitOf(word);
      if (unit && unit.name !== 'pound') return unit;
    }
  return undefined;
}

/** The unit that a field is in; undefined where the model tells none. */
export const unitOfField = (field: FieldInfo): Unit | undefined =>
  unitOfNumber({
    name: field.name,
    unit: field.field.extension.unit,
    texts: [field.field.label, ...field.field.aiContext.synonyms, field.field.description],
  });

/** A value in one unit as one in another; undefined when they measure different things. */
export const convert = (value: number, from: Unit, to: Unit): number | undefined =>
  from.quantity !== to.quantity
    ? undefined
    : from.quantity === 'money'
      ? from.name === to.name
        ? value
        : undefined
      : Number(((value * from.factor) / to.factor).toPrecision(12));
