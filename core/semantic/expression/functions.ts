import functions from './functions.data.json' with { type: 'json' };
import type { Call } from './nodes.ts';

/** How an aggregate may be computed from parts: what decides whether it survives more than one stage. */
export type Decomposability = 'distributive' | 'algebraic' | 'holistic' | 'sketch';

/** What a function gives back; `argument` means the type of its (first value) argument. */
export type ReturnType =
  | 'argument'
  | 'string'
  | 'integer'
  | 'number'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time';

export type FunctionKind = 'scalar' | 'aggregate' | 'window';

export interface FunctionEntry {
  /** Canonical name, upper case: the only one that trees hold. */
  readonly name: string;
  readonly kind: FunctionKind;
  readonly category: 'aggregate' | 'date' | 'string' | 'math' | 'comparison' | 'conditional' | 'ranking' | 'offset';
  /** Fewest and most arguments; `most` is Infinity for a list. */
  readonly fewest: number;
  readonly most: number;
  readonly returns: ReturnType;
  /** Other names that parse to this one with the same arguments. */
  readonly aliases: readonly string[];
  /** Aggregates only, without DISTINCT; see `decomposabilityOf`. */
  readonly decomposability?: Decomposability | undefined;
  /** DISTINCT is allowed. */
  readonly distinct: boolean;
  /** WITHIN GROUP (ORDER BY …) is required. */
  readonly withinGroup: boolean;
}

type Told = Pick<FunctionEntry, 'name' | 'kind' | 'category' | 'fewest' | 'returns'> & Partial<FunctionEntry>;

/**
 * The standard's functions, required and recommended, as functions.data.json lists them: without `most` a list, which has
 * no end. Spellings that need their arguments rewritten are in rewrites.ts.
 */
export const functionCatalogue: readonly FunctionEntry[] = Object.freeze(
  (functions as readonly Told[]).map(told =>
    Object.freeze({ most: Number.POSITIVE_INFINITY, aliases: [], distinct: false, withinGroup: false, ...told }),
  ),
);

const byName = new Map(
  functionCatalogue.flatMap(item => [item.name, ...item.aliases].map(name => [name, item] as const)),
);

/** The catalogue's entry of a function by its canonical name or an alias, in any case; undefined when unknown. */
export const functionNamed = (name: string): FunctionEntry | undefined => byName.get(name.toUpperCase());

/**
 * How a call of an aggregate may be split: DISTINCT makes sums, counts and averages holistic, while minimum and
 * maximum do not care. Undefined for anything that is no aggregate of the catalogue.
 */
export function decomposabilityOf(call: Call): Decomposability | undefined {
  const plain = functionNamed(call.name)?.decomposability;
  const indifferent = call.name === 'MIN' || call.name === 'MAX';
  return plain !== undefined && call.distinct && !indifferent ? 'holistic' : plain;
}
