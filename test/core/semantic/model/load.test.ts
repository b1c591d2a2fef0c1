import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { isSophiaError } from '../../../../core/errors.ts';
import { printExpression } from '../../../../core/semantic/expression/print.ts';
import { loadModel } from '../../../../core/semantic/model/load.ts';
import type { ModelFault, SemanticModel } from '../../../../core/semantic/model/types.ts';

/** One good model in the short form; each test changes one thing. */
const GOOD = `
name: shop
datasets:
  - name: orders
    source: sales.public.orders
    primary_key: [order_id]
    fields:
      - {name: order_id, expression: order_id, dimension: {}}
      - {name: ordered_on, expression: order_date, datatype: Date}
      - {name: customer_id, expression: customer_id}
      - {name: amount, expression: amount * (1 - discount), datatype: Decimal}
  - name: customers
    source: customers
    primary_key: [id]
    fields:
      - {name: id, expression: id}
      - {name: region, expression: region, dimension: {}}
relationships:
  - {name: orders_to_customers, from: orders, to: customers, from_columns: [customer_id], to_columns: [id]}
metrics:
  - {name: revenue, expression: SUM(orders.amount)}
  - {name: order_count, expression: COUNT(orders.order_id)}
  - {name: average_order, expression: "revenue / NULLIF(order_count, 0)"}
`;

interface Draft {
  [key: string]: unknown;
  datasets: Record<string, unknown>[];
  relationships: Record<string, unknown>[];
  metrics: Record<string, unknown>[];
}

const load = (text: string): SemanticModel => loadModel(text, { file: 'shop.yaml' });

/** The good model in the full form, changed. */
function full(change: (model: Draft) => void = () => {}, version: string | undefined = '0.1.1'): string {
  const model = parse(GOOD) as Draft;
  change(model);
  return stringify({ ...(version && { version }), semantic_model: [model] });
}

function short(change: (model: Draft) => void): string {
  const model = parse(GOOD) as Draft;
  change(model);
  return stringify(model);
}

const field = (model: Draft, dataset: number, name: string): Record<string, unknown> => {
  const fields = model.datasets[dataset]?.['fields'] as Record<string, unknown>[];
  return fields.find(candidate => candidate['name'] === name)!;
};

function faultsOf(text: string): readonly ModelFault[] {
  try {
    load(text);
  } catch (error) {
    if (isSophiaError(error) && error.code === 'model.invalid') {
      return (error.details as { faults: readonly ModelFault[] }).faults;
    }
    throw error;
  }
  return [];
}

const codes = (text: string): readonly string[] => faultsOf(text).map(fault => fault.code);

describe('forms of a file', () => {
  test('the short form, a single model and a list of one say the same', () => {
    const single = stringify({ version: '1.0', semantic_model: parse(GOOD) });
    for (const text of [GOOD, full(), single, JSON.stringify(parse(GOOD))]) {
      const model = load(text);
      expect(model.name).toBe('shop');
      expect(model.datasets.map(dataset => dataset.name)).toEqual(['orders', 'customers']);
      expect(model.metrics.map(metric => metric.name)).toEqual(['revenue', 'order_count', 'average_order']);
    }
  });

  test.each(['0.1', '0.1.0', '0.1.1', '0.2.0.dev0', '0.9', '1.0', '1.0.0'])('version %s', version => {
    expect(load(full(undefined, version)).version).toBe(version);
  });

  test('a version written as a number, or none', () => {
    expect(load(`version: 1.0\nsemantic_model:\n  - {name: m, datasets: [{name: d, source: d}]}`).version).toBe('1.0');
    expect(load(GOOD).version).toBe('unknown');
  });

  test.each(['2.0', '0.0', 'latest'])('version %s is not known', version => {
    expect(codes(full(undefined, version))).toEqual(['model.version_unknown']);
  });

  test('several models of a file are one, or one of them is chosen', () => {
    const other = { name: 'hr', datasets: [{ name: 'staff', source: 'staff' }] };
    const text = stringify({ version: '1.0', semantic_model: [parse(GOOD), other] });
    expect(load(text).datasets.map(dataset => dataset.name)).toEqual(['orders', 'customers', 'staff']);
    expect(loadModel(text, { file: 'f', model: 'hr' }).datasets).toHaveLength(1);
    expect(() => loadModel(text, { file: 'f', model: 'none' })).toThrow();
  });

  test('anchors, aliases and merge keys are followed', () => {
    const text = `
name: m
datasets:
  - &base {name: a, source: s.t, primary_key: [id], fields: [{name: id, expression: id}]}
  - {<<: *base, name: b}
`;
    expect(load(text).datasets[1]).toMatchObject({ name: 'b', source: { parts: ['s', 't'] }, primaryKey: ['id'] });
  });
});

describe('datasets', () => {
  test.each([
    ['a.b.c', { kind: 'table', parts: ['a', 'b', 'c'] }],
    ['"My.Schema"."T 1"', { kind: 'table', parts: ['My.Schema', 'T 1'] }],
    ['`p-1`.d.t', { kind: 'table', parts: ['p-1', 'd', 't'] }],
    ['data/orders.parquet', { kind: 'table', parts: ['orders'] }],
    ['select * from t;', { kind: 'query', text: 'select * from t' }],
    ['WITH x AS (SELECT 1) SELECT * FROM x', { kind: 'query', text: 'WITH x AS (SELECT 1) SELECT * FROM x' }],
    ['(SELECT 1)', { kind: 'query', text: '(SELECT 1)' }],
    ['selected.orders', { kind: 'table', parts: ['selected', 'orders'] }],
  ])('source %s', (source, expected) => {
    expect(load(short(m => Object.assign(m.datasets[0]!, { source }))).datasets[0]?.source).toEqual(expected);
  });

  test.each(['a..b', '"a', 'a.b.'])('source %s is neither table nor query', source => {
    expect(codes(short(m => Object.assign(m.datasets[0]!, { source })))).toEqual(['model.shape']);
  });

  test.each([
    ['id', [['id']]],
    [[['email']], [['email']]],
    [
      [['a', 'b'], 'c'],
      [['a', 'b'], ['c']],
    ],
    [['a', 'b'], [['a', 'b']]],
    [[], []],
  ])('unique_keys %j', (unique_keys, expected) => {
    expect(load(short(m => Object.assign(m.datasets[0]!, { unique_keys }))).datasets[0]?.uniqueKeys).toEqual(expected);
  });

  test('a lone primary key, a quoted one', () => {
    const key = (primary_key: unknown) => load(short(m => Object.assign(m.datasets[0]!, { primary_key }))).datasets[0];
    expect(key('order_id')?.primaryKey).toEqual(['order_id']);
    expect(key(['"Order Id"', 'line'])?.primaryKey).toEqual(['Order Id', 'line']);
  });
});

describe('fields', () => {
  test.each([
    [{ datatype: 'Date' }, true],
    [{ datatype: 'DateTimeTz' }, true],
    [{ data_type: 'TIMESTAMP_NTZ' }, true],
    [{ datatype: 'Date', dimension: { is_time: false } }, false],
    [{ datatype: 'Integer', dimension: { is_time: true } }, true],
    [{ datatype: 'Integer' }, false],
    [{}, false],
  ])('%j is a time: %s', (extra, isTime) => {
    const text = short(m => Object.assign(field(m, 0, 'customer_id'), extra));
    expect(load(text).datasets[0]?.fields[2]?.isTime).toBe(isTime);
  });

  test('SQL types are read in data_type; what is not portable is Opaque', () => {
    const type = (extra: object) =>
      load(short(m => Object.assign(field(m, 0, 'customer_id'), extra))).datasets[0]?.fields[2]?.datatype;
    expect(type({ data_type: 'varchar(20)' })).toBe('String');
    expect(type({ data_type: 'NUMBER(10, 2)' })).toBe('Decimal');
    expect(type({ data_type: 'GEOGRAPHY' })).toBe('Opaque');
  });

  test('dialects are chosen in a fixed order', () => {
    const expression = (...dialects: [string, string][]) => {
      const value = { dialects: dialects.map(([dialect, text]) => ({ dialect, expression: text })) };
      return load(short(m => Object.assign(field(m, 0, 'amount'), { expression: value }))).datasets[0]?.fields[3]?.text;
    };
    expect(expression(['SNOWFLAKE', 'a'], ['ANSI_SQL', 'b'], ['Ossie_SQL_2026', 'c'])).toBe('c');
    expect(expression(['SNOWFLAKE', 'a'], ['ANSI_SQL', 'b'])).toBe('b');
    expect(expression(['TABLEAU', '[a]'], ['BIGQUERY', 'a'], ['DATABRICKS', 'b'])).toBe('b');
    expect(expression(['BIGQUERY', 'a'], ['DATABRICKS', 'b::int'])).toBe('a');
  });

  test('a query language that is no SQL is not enough', () => {
    const expression = { dialects: [{ dialect: 'MDX', expression: '[Measures].[x]' }] };
    const faults = faultsOf(short(m => Object.assign(field(m, 0, 'amount'), { expression })));
    expect(faults).toMatchObject([{ code: 'model.dialect_unsupported' }]);
    expect(faults[0]?.message).toContain('MDX');
  });
});

describe('context and extensions', () => {
  test.each([
    ['orders, purchases, sales', { synonyms: ['orders', 'purchases', 'sales'], examples: [] }],
    ['turnover', { synonyms: ['turnover'], examples: [] }],
    ['Use this for sales analysis', { instructions: 'Use this for sales analysis', synonyms: [], examples: [] }],
    [
      'Booked, not paid. Ask finance, please',
      { instructions: 'Booked, not paid. Ask finance, please', synonyms: [], examples: [] },
    ],
    [
      { instructions: 'i', synonyms: ['a', 'a', 'b, Ltd'], examples: ['e?'], more: 1 },
      { instructions: 'i', synonyms: ['a', 'b, Ltd'], examples: ['e?'] },
    ],
    [{ synonyms: 'a, b' }, { synonyms: ['a', 'b'], examples: [] }],
  ])('ai_context %j', (ai_context, expected) => {
    expect(load(short(m => Object.assign(m.metrics[0]!, { ai_context }))).metrics[0]?.aiContext).toEqual(expected);
  });

  const extended = (data: unknown, vendor_name = 'COMMON') =>
    short(m => Object.assign(m.metrics[0]!, { custom_extensions: [{ vendor_name, data }] }));

  test('the COMMON vendor says what the standard lacks', () => {
    const data = JSON.stringify({
      unit: 'USD',
      format: 'currency',
      decimals: 2,
      time_field: 'Orders.ORDERED_ON',
      drill_path: ['customers.region'],
      lower_is_better: false,
      semi_additive: true,
      hidden: true,
      something_else: 1,
    });
    expect(load(extended(data)).metrics[0]?.extension).toEqual({
      unit: 'USD',
      format: 'currency',
      decimals: 2,
      timeField: 'Orders.ORDERED_ON',
      drillPath: ['customers.region'],
      lowerIsBetter: false,
      semiAdditive: true,
      hidden: true,
    });
  });

  test('other vendors are left alone', () => {
    expect(load(extended('no json', 'DBT')).metrics[0]?.extension).toEqual({});
  });

  test.each([
    ['{"unit": ', 'model.extension_json'],
    ['[1]', 'model.extension_json'],
    ['{"grain": "fortnight"}', 'model.extension'],
    ['{"decimals": -1}', 'model.extension'],
    ['{"freshness": "daily"}', 'model.extension'],
    ['{"time_field": "orders.nothing"}', 'E_NAME_NOT_FOUND'],
  ])('%s is a fault', (data, code) => {
    expect(codes(extended(data))).toEqual([code]);
  });
});

describe('metrics inside a dataset', () => {
  const own = [
    { name: 'total', expression: 'SUM(amount)' },
    { name: 'share', expression: 'total / revenue' },
  ];

  test('become metrics of the model, their bare names written out', () => {
    const metrics = load(full(m => Object.assign(m.datasets[0]!, { metrics: own }))).metrics;
    expect(metrics.slice(-2).map(metric => [metric.name, printExpression(metric.expression)])).toEqual([
      ['total', 'SUM(orders.amount)'],
      ['share', 'total / revenue'],
    ]);
  });

  test('of the same name are told apart by their dataset', () => {
    const text = full(m => {
      Object.assign(m.datasets[0]!, { metrics: [{ name: 'rows', expression: 'COUNT(order_id)' }] });
      Object.assign(m.datasets[1]!, { metrics: [{ name: 'rows', expression: 'COUNT(id)' }] });
      m.metrics.push({ name: 'ratio', expression: 'orders.rows / customers.rows' });
    });
    const metrics = load(text).metrics;
    expect(metrics.map(metric => metric.name)).toEqual(expect.arrayContaining(['orders_rows', 'customers_rows']));
    const ratio = metrics.find(metric => metric.name === 'ratio');
    expect(ratio && printExpression(ratio.expression)).toBe('orders_rows / customers_rows');
  });

  test('are a deferred key in the short form', () => {
    expect(codes(short(m => Object.assign(m.datasets[0]!, { metrics: own })))).toEqual(['E_DEFERRED_KEY_REJECTED']);
  });
});

describe('one thing wrong', () => {
  const cases: readonly (readonly [string, string, (model: Draft) => void])[] = [
    ['no name', 'model.missing', m => delete m['name']],
    ['no datasets', 'model.missing', m => Object.assign(m, { datasets: [], relationships: [] })],
    ['a dataset without a source', 'model.missing', m => delete m.datasets[0]?.['source']],
    ['a dataset that is a text', 'model.shape', m => m.datasets.push('orders' as never)],
    ['a field without an expression', 'model.missing', m => delete field(m, 0, 'amount')['expression']],
    ['a syntax error', 'expression.syntax', m => Object.assign(m.metrics[0]!, { expression: 'SUM(orders.amount' })],
    [
      'an aggregate in a field',
      'E_AGGREGATE_IN_FIELD',
      m => Object.assign(field(m, 0, 'amount'), { expression: 'SUM(x)' }),
    ],
    [
      'an aggregate inside the window of a field',
      'E_AGGREGATE_IN_FIELD',
      m => Object.assign(field(m, 0, 'amount'), { expression: 'RANK() OVER (ORDER BY SUM(x))' }),
    ],
    [
      'a metric that does not aggregate',
      'E_UNAGGREGATED_FINER_GRAIN_REFERENCE',
      m => Object.assign(m.metrics[0]!, { expression: 'orders.amount * 2' }),
    ],
    [
      'a datatype of no standard',
      'model.unknown_value',
      m => Object.assign(field(m, 0, 'amount'), { datatype: 'Money' }),
    ],
    [
      'a modifier that is none',
      'model.unknown_value',
      m => Object.assign(m.metrics[0]!, { access_modifier: 'secret' }),
    ],
    [
      'is_time that is a text',
      'model.shape',
      m => Object.assign(field(m, 0, 'amount'), { dimension: { is_time: 'no' } }),
    ],
    ['an unknown end', 'E_NAME_NOT_FOUND', m => Object.assign(m.relationships[0]!, { to: 'customer' })],
    [
      'columns that do not pair',
      'model.key_length',
      m => Object.assign(m.relationships[0]!, { to_columns: ['a', 'b'] }),
    ],
    ['no columns', 'model.missing', m => Object.assign(m.relationships[0]!, { from_columns: [] })],
    ['a dataset named as a metric', 'E_NAME_COLLISION', m => Object.assign(m.metrics[1]!, { name: 'Customers' })],
    [
      'a relationship named as a dataset',
      'E_NAME_COLLISION',
      m => Object.assign(m.relationships[0]!, { name: 'ORDERS' }),
    ],
    ['two fields of a name', 'E_NAME_COLLISION', m => Object.assign(field(m, 0, 'amount'), { name: 'Order_ID' })],
    ['a reserved name', 'E_DEFERRED_KEY_REJECTED', m => Object.assign(m.metrics[2]!, { name: 'Grain' })],
    ['a word of SQL', 'E_DEFERRED_KEY_REJECTED', m => Object.assign(m.metrics[2]!, { name: 'select' })],
    ['a deferred key of the model', 'E_DEFERRED_KEY_REJECTED', m => Object.assign(m, { natural_grain: 'orders' })],
    ['of a dataset', 'E_DEFERRED_KEY_REJECTED', m => Object.assign(m.datasets[0]!, { filter: 'x > 1' })],
    ['of a field', 'E_DEFERRED_KEY_REJECTED', m => Object.assign(field(m, 0, 'amount'), { grain: [] })],
    ['of a relationship', 'E_DEFERRED_KEY_REJECTED', m => Object.assign(m.relationships[0]!, { asof: {} })],
    ['of a metric', 'E_DEFERRED_KEY_REJECTED', m => Object.assign(m.metrics[0]!, { using_relationships: [] })],
  ];

  test.each(cases)('%s: %s', (_, code, change) => {
    expect(codes(short(change))).toEqual([code]);
  });

  test('quoted, a word of SQL is a name', () => {
    const model = load(short(m => Object.assign(m.metrics[2]!, { name: '"select"' })));
    expect(model.metrics[2]).toMatchObject({ name: 'select', quoted: true });
  });

  test('keys that mean nothing to us are left alone', () => {
    expect(codes(short(m => Object.assign(m.datasets[0]!, { role: 'fact', label: 'Orders', owner: 'me' })))).toEqual(
      [],
    );
  });
});

test('all faults come at once, each with file, line, path and mend', () => {
  const text = `name: shop
datasets:
  - name: orders
    source: orders
    fields:
      - name: amount
        expression: SUM(amount)
      - name: day
        expression: a::date
relationships:
  - {name: r, from: orders, to: order, from_columns: [a], to_columns: [b]}
metrics:
  - name: revenue
`;
  const faults = faultsOf(text);
  expect(faults.map(({ line, path, code }) => [line, path.join('.'), code])).toEqual([
    [7, 'datasets.0.fields.0.expression', 'E_AGGREGATE_IN_FIELD'],
    [9, 'datasets.0.fields.1.expression', 'expression.not_supported'],
    [11, 'relationships.0.to', 'E_NAME_NOT_FOUND'],
    [13, 'metrics.0', 'model.missing'],
  ]);
  expect(faults.every(({ file, message, mend }) => file === 'shop.yaml' && message !== '' && mend !== '')).toBe(true);
  expect(faults[2]?.message).toContain('orders');
});

describe('files that are no model', () => {
  test.each([
    ['nothing', '', 'model.shape'],
    ['a list', '[]', 'model.shape'],
    ['a text', 'hello', 'model.shape'],
    ['broken YAML', 'name: [a', 'model.yaml'],
    ['a key given twice', 'name: a\nname: b', 'model.yaml'],
    ['two documents', 'name: a\n---\nname: b', 'model.yaml'],
    ['an alias of nothing', 'name: *nobody', 'model.yaml'],
    ['an endless file', ' '.repeat(6_000_000), 'model.too_large'],
    ['endless nesting', '['.repeat(50_000), 'model.yaml'],
    [
      'aliases that explode',
      ['a: &a0 [x, x, x, x, x, x, x, x, x]']
        .concat(Array.from({ length: 9 }, (_, i) => `b${i}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`))
        .join('\n'),
      'model.yaml',
    ],
  ])('%s', (_, text, code) => {
    expect(new Set(codes(text))).toEqual(new Set([code]));
  });
});
