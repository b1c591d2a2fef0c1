/** What data may hold: nothing, ends of what numbers and dates can be, names like code and like other languages. */

const NAMES = [
  null,
  ' ',
  'null',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '=1+1',
  '<img src=x onerror="throw new Error(1)">',
  "'; DROP TABLE odd; --",
  'שלום עולם',
  '👩‍👩‍👧‍👦 family',
  'Zürich, "quoted"',
  'two\nlines\tand a tab',
  'long '.repeat(200),
];
const PLACES = ['Germany', 'United States', 'Atlantis', 'DE', null, 'Côte d’Ivoire', '', 'Germany ', 'France'];
const KINDS = ['a', 'b', null, '0', 'true'];
const DAYS = [null, '0001-01-01', '1899-12-31', '2026-01-05', '2026-02-28', '2026-03-01', '2026-05-20', '9999-12-31'];
const SIZES = [null, '0', '-0.0', '1', '-1', '0.1', '1e308', '-1e308', '1e-320', '99.995', 'Infinity', 'NaN'];
const WHOLES = [null, '0', '1', '-1', '9007199254740993', '-9223372036854775808', '9223372036854775807'];

const text = (value: string | null | undefined) => (value == null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
const typed = (value: string | null | undefined, type: string) => (value == null ? 'NULL' : `${text(value)}::${type}`);
const of = <T>(values: readonly T[], at: number): T | undefined => values[at % values.length];

const row = (_: unknown, at: number): string =>
  [
    text(of(NAMES, at)),
    text(of(PLACES, at)),
    text(of(KINDS, at)),
    typed(of(DAYS, at), 'DATE'),
    typed(of(SIZES, at), 'DOUBLE'),
    typed(of(WHOLES, at), 'BIGINT'),
    at % 3 === 0 ? 'NULL' : at % 2 === 0,
  ].join(', ');

/** A table of 180 such rows, as a query. */
const rows = Array.from({ length: 180 }, row).map(cells => `(${cells})`);
const odd = `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(name, place, kind, day, size, whole, flag)`;
/** More groups than any chart has room for. */
const many =
  "SELECT n, 'group ' || (n % 700) AS team, DATE '2020-01-01' + (n % 2000)::INTEGER AS day FROM range(5000) r(n)";

/** The datasets and metrics of a model, each an object of YAML on a line. */
export const oddDatasets: readonly string[] = [
  JSON.stringify({
    name: 'odd',
    source: odd,
    fields: [
      ...['name', 'place', 'kind'].map(name => ({ name, expression: name, datatype: 'String', dimension: {} })),
      { name: 'day', expression: 'day', datatype: 'Date', dimension: { is_time: true } },
      { name: 'size', expression: 'size', datatype: 'Decimal' },
      { name: 'whole', expression: 'whole', datatype: 'Integer' },
      { name: 'flag', expression: 'flag', datatype: 'Boolean', dimension: {} },
    ],
  }),
  JSON.stringify({
    name: 'many',
    source: many,
    fields: [
      { name: 'n', expression: 'n', datatype: 'Integer' },
      { name: 'team', expression: 'team', datatype: 'String', dimension: {} },
      { name: 'day', expression: 'day', datatype: 'Date', dimension: { is_time: true } },
    ],
  }),
];

const metric = (name: string, expression: string, extension: object = {}): string =>
  JSON.stringify({
    name,
    expression,
    custom_extensions: [{ vendor_name: 'COMMON', data: JSON.stringify(extension) }],
  });

export const oddMetrics: readonly string[] = [
  metric('odd_count', 'COUNT(odd.kind)', { time_field: 'odd.day' }),
  metric('odd_size', 'SUM(odd.size)', { time_field: 'odd.day', unit: 'USD', format: 'currency' }),
  metric('odd_greatest', 'MAX(odd.size)', { time_field: 'odd.day' }),
  metric('odd_mean', 'AVG(odd.size)', { time_field: 'odd.day', format: 'percent' }),
  metric('odd_whole', 'SUM(odd.whole)', { time_field: 'odd.day' }),
  metric('odd_nothing', "SUM(CASE WHEN odd.kind = 'z' THEN odd.whole END)", { time_field: 'odd.day' }),
  metric('many_count', 'COUNT(many.n)', { time_field: 'many.day' }),
];
