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

type Options = Partial<Pick<FunctionEntry, 'aliases' | 'decomposability' | 'distinct' | 'withinGroup'>>;

function entry(
  kind: FunctionKind,
  category: FunctionEntry['category'],
  name: string,
  [fewest, most]: readonly [number, number],
  returns: ReturnType,
  options: Options = {},
): FunctionEntry {
  return Object.freeze({
    name,
    kind,
    category,
    fewest,
    most,
    returns,
    aliases: [],
    distinct: false,
    withinGroup: false,
    ...options,
  });
}

const none = [0, 0] as const;
const one = [1, 1] as const;
const two = [2, 2] as const;
const three = [3, 3] as const;
const oneOrTwo = [1, 2] as const;
const many = [1, Number.POSITIVE_INFINITY] as const;

const aggregate = (
  name: string,
  counts: readonly [number, number],
  returns: ReturnType,
  decomposability: Decomposability,
  options: Options = {},
) => entry('aggregate', 'aggregate', name, counts, returns, { decomposability, ...options });
const scalar =
  (category: FunctionEntry['category']) =>
  (name: string, counts: readonly [number, number], returns: ReturnType, ...aliases: string[]) =>
    entry('scalar', category, name, counts, returns, { aliases });
const date = scalar('date');
const string = scalar('string');
const math = scalar('math');
const comparison = scalar('comparison');
const conditional = scalar('conditional');
const ranking = (name: string, counts: readonly [number, number], returns: ReturnType) =>
  entry('window', 'ranking', name, counts, returns);
const offset = (name: string, counts: readonly [number, number]) => entry('window', 'offset', name, counts, 'argument');

/** The standard's functions, required and recommended. Spellings that need their arguments rewritten are in rewrites.ts. */
export const functionCatalogue: readonly FunctionEntry[] = Object.freeze([
  aggregate('SUM', one, 'argument', 'distributive', { distinct: true }),
  aggregate('COUNT', one, 'integer', 'distributive', { distinct: true }),
  aggregate('MIN', one, 'argument', 'distributive', { distinct: true }),
  aggregate('MAX', one, 'argument', 'distributive', { distinct: true }),
  aggregate('AVG', one, 'number', 'algebraic', { distinct: true }),
  aggregate('STDDEV', one, 'float', 'algebraic', { aliases: ['STDDEV_SAMP'] }),
  aggregate('STDDEV_POP', one, 'float', 'algebraic'),
  aggregate('VARIANCE', one, 'float', 'algebraic', { aliases: ['VAR_SAMP'] }),
  aggregate('VAR_POP', one, 'float', 'algebraic'),
  aggregate('MEDIAN', one, 'number', 'holistic'),
  aggregate('PERCENTILE_CONT', one, 'number', 'holistic', { withinGroup: true }),
  aggregate('PERCENTILE_DISC', one, 'argument', 'holistic', { withinGroup: true }),
  aggregate('APPROX_COUNT_DISTINCT', one, 'integer', 'sketch'),
  aggregate('APPROX_PERCENTILE', two, 'number', 'sketch'),

  date('CURRENT_DATE', none, 'date'),
  date('CURRENT_TIMESTAMP', none, 'timestamp'),
  date('CURRENT_TIME', none, 'time'),
  date('DATE_PART', two, 'integer'),
  date('DATE_TRUNC', two, 'argument'),
  date('DATEADD', three, 'argument'),
  date('DATEDIFF', three, 'integer'),
  date('TO_DATE', oneOrTwo, 'date'),
  date('TO_TIMESTAMP', oneOrTwo, 'timestamp'),
  date('TO_CHAR', two, 'string'),

  string('CONCAT', many, 'string'),
  string('LENGTH', one, 'integer', 'LEN', 'CHAR_LENGTH', 'CHARACTER_LENGTH'),
  string('LOWER', one, 'string'),
  string('UPPER', one, 'string'),
  string('TRIM', one, 'string'),
  string('LTRIM', one, 'string'),
  string('RTRIM', one, 'string'),
  string('LEFT', two, 'string'),
  string('RIGHT', two, 'string'),
  string('SUBSTRING', [2, 3], 'string', 'SUBSTR'),
  string('REPLACE', three, 'string'),
  string('SPLIT_PART', three, 'string'),
  string('POSITION', two, 'integer', 'CHARINDEX'),
  string('CONTAINS', two, 'boolean'),
  string('STARTSWITH', two, 'boolean', 'STARTS_WITH'),
  string('ENDSWITH', two, 'boolean', 'ENDS_WITH'),
  string('REGEXP_LIKE', two, 'boolean'),
  string('REGEXP_EXTRACT', two, 'string'),
  string('REGEXP_REPLACE', three, 'string'),
  string('REGEXP_COUNT', two, 'integer'),

  math('ABS', one, 'argument'),
  math('ROUND', oneOrTwo, 'argument'),
  math('FLOOR', one, 'number'),
  math('CEIL', one, 'number', 'CEILING'),
  math('TRUNC', oneOrTwo, 'argument', 'TRUNCATE'),
  math('MOD', two, 'argument'),
  math('SIGN', one, 'integer'),
  math('POWER', two, 'float', 'POW'),
  math('SQRT', one, 'float'),
  math('EXP', one, 'float'),
  math('LN', one, 'float'),
  math('LOG', two, 'float'),
  math('LOG10', one, 'float'),
  math('SIN', one, 'float'),
  math('COS', one, 'float'),
  math('TAN', one, 'float'),
  math('ASIN', one, 'float'),
  math('ACOS', one, 'float'),
  math('ATAN', one, 'float'),
  math('ATAN2', two, 'float'),
  math('RADIANS', one, 'float'),
  math('DEGREES', one, 'float'),
  math('PI', none, 'float'),

  comparison('GREATEST', many, 'argument'),
  comparison('LEAST', many, 'argument'),
  conditional('IF', three, 'argument', 'IFF'),
  conditional('NULLIF', two, 'argument'),
  conditional('COALESCE', many, 'argument'),

  ranking('ROW_NUMBER', none, 'integer'),
  ranking('RANK', none, 'integer'),
  ranking('DENSE_RANK', none, 'integer'),
  ranking('NTILE', one, 'integer'),
  ranking('PERCENT_RANK', none, 'float'),
  ranking('CUME_DIST', none, 'float'),
  offset('LAG', [1, 3]),
  offset('LEAD', [1, 3]),
  offset('FIRST_VALUE', one),
  offset('LAST_VALUE', one),
  offset('NTH_VALUE', two),
]);

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
