import type { DashboardFault } from '../errors.ts';
import { fault } from '../faults.ts';
import { NUMBER, numberOf } from '../generate/words.ts';
import type { Operation } from '../operations/schema.ts';

/**
 * Numbers that a dashboard shows come of plans, or out of the request. A language model may not make up a target, nor
 * write one into a text.
 */
export interface SaidNumbers {
  has(value: number): boolean;
  /** Whether all numbers of a text are said, too. */
  hasAllOf(text: string): boolean;
}

const digits = /\d[\d,.]*/g;
const plain = (text: string): string => text.replace(/[,.]+$|,/g, '');

export function saidNumbers(request: string): SaidNumbers {
  const values = new Set<number>();
  for (const [text] of request.matchAll(new RegExp(NUMBER, 'gi'))) {
    const value = numberOf(text);
    if (value !== undefined) values.add(value);
  }
  const written = new Set((request.match(digits) ?? []).map(plain));
  for (const text of written) values.add(Number(text));
  return {
    has: value => values.has(value) || values.has(Math.abs(value)),
    hasAllOf: text => (text.match(digits) ?? []).every(number => written.has(plain(number))),
  };
}

/** Numbers of an operation that nobody said. */
export function inventedNumbers(operation: Operation, said: SaidNumbers): DashboardFault[] {
  const { numbers, texts } = shownBy(operation);
  const madeUp = numbers.filter(value => !said.has(value));
  const written = texts.filter(text => text !== undefined && !said.hasAllOf(text));
  return [
    ...madeUp.map(value => fault([], `The request does not say ${value}.`, 'Take numbers from the request alone.')),
    ...written.map(text =>
      fault([], `The request does not say the numbers of “${text?.slice(0, 80)}”.`, 'Write no numbers into texts.'),
    ),
  ];
}

interface Shown {
  readonly numbers: readonly number[];
  readonly texts: readonly (string | undefined)[];
}

function shownBy(operation: Operation): Shown {
  switch (operation.kind) {
    case 'addTile': {
      const { title, description, text, target, annotations, style } = operation.tile;
      // The title of a tile with a plan is not the model's.
      const own = operation.tile.plan ? [] : [title];
      return together(
        { numbers: [], texts: [...own, description, text] },
        ofTarget(target),
        ofNotes(annotations),
        ofStyle(style),
      );
    }
    case 'setTarget':
      return ofTarget(operation.value);
    case 'setAnnotations':
      return ofNotes(operation.value);
    case 'restyleTile':
      return ofStyle(operation.value);
    case 'putFilter': {
      const { label, minimum, maximum } = operation.filter;
      return { numbers: [minimum, maximum].filter(value => value !== undefined), texts: [label] };
    }
    case 'retitleTile':
    case 'describeTile':
    case 'setText':
    case 'retitle':
    case 'describe':
      return { numbers: [], texts: [operation.value ?? undefined] };
    default:
      return { numbers: [], texts: [] };
  }
}

const together = (...all: readonly Shown[]): Shown => ({
  numbers: all.flatMap(({ numbers }) => numbers),
  texts: all.flatMap(({ texts }) => texts),
});

type Value<K extends Operation['kind']> = Extract<Operation, { kind: K; value: unknown }>['value'] | undefined;

const ofTarget = (target: Value<'setTarget'>): Shown =>
  target ? { numbers: [target.value], texts: [target.label] } : { numbers: [], texts: [] };

const ofNotes = (notes: Value<'setAnnotations'>): Shown => ({
  numbers: (notes ?? []).flatMap(({ from, to }) => [from, to].filter(value => typeof value === 'number')),
  texts: (notes ?? []).map(({ label }) => label),
});

const ofStyle = (style: Value<'restyleTile'>): Shown => ({
  numbers: (style?.rules ?? []).flatMap(({ value }) => (typeof value === 'number' ? [value] : [])),
  texts: [],
});
