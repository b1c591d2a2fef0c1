import { describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../core/errors.ts';
import { loadPersonas } from '../../../core/identity/load-personas.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { parseYaml } from '../../../core/semantic/model/yaml.ts';

const model = loadModel(
  `name: shop
datasets:
  - name: orders
    source: orders
    primary_key: [id]
    fields:
      - {name: id, expression: id}
      - {name: status, expression: status}
  - name: customers
    source: customers
    primary_key: [id]
    fields:
      - {name: country, expression: country}
relationships:
  - {name: orders_to_customers, from: orders, to: customers, from_columns: [customer_id], to_columns: [id]}
metrics:
  - {name: order_count, expression: COUNT(orders.id)}
  - {name: country_count, expression: COUNT(DISTINCT customers.country)}
`,
  { file: 'shop.yaml' },
);

const load = (text: string) => loadPersonas(text, { file: 'personas.yaml', model, parse: parseYaml });

/** The faults of a file, as the error tells them. */
function faultsOf(text: string): readonly string[] {
  try {
    load(text);
  } catch (error) {
    if (isSophiaError(error) && 'faults' in error.details) return error.details.faults.map(String);
    throw error;
  }
  return [];
}

const good = `personas:
  - name: seller
    title: Seller
    description: Sells.
    datasets: [orders, customers]
    metrics: [order_count]
    row_filters:
      orders: "customers.country = 'Germany' AND status <> 'Draft'"
    budget: {dollars_per_day: 2.5, dollars_per_query: 0.05}
    examples: [How many orders?]
  - name: boss
    title: Boss
    datasets: '*'
    metrics: '*'
`;

describe('a personas file', () => {
  test('gives personas with budgets in micro-dollars', () => {
    expect(load(good)).toEqual([
      {
        name: 'seller',
        title: 'Seller',
        description: 'Sells.',
        datasets: ['orders', 'customers'],
        metrics: ['order_count'],
        rowFilters: { orders: "customers.country = 'Germany' AND status <> 'Draft'" },
        budget: { perDay: 2_500_000, perQuery: 50_000 },
        examples: ['How many orders?'],
      },
      {
        name: 'boss',
        title: 'Boss',
        datasets: '*',
        metrics: '*',
        rowFilters: {},
        budget: { perDay: 50_000_000, perQuery: 1_000_000 },
        examples: [],
      },
    ]);
  });

  // Each case breaks one thing of the good file: what is replaced, by what, the line and the code of the fault.
  test.each([
    ['an unknown dataset', '[orders, customers]', '[orders, custmers]', 5, 'E_NAME_NOT_FOUND'],
    ['an unknown metric', '[order_count]', '[order_cuont]', 6, 'E_NAME_NOT_FOUND'],
    ['a filter on an unknown dataset', 'orders: "', 'order: "', 8, 'E_NAME_NOT_FOUND'],
    ['a filter with an unknown field', 'status <>', 'state <>', 8, 'E_NAME_NOT_FOUND'],
    ['a filter that cannot be parsed', "status <> 'Draft'", 'status <>', 8, 'expression.syntax'],
    ['a filter that aggregates', "status <> 'Draft'", 'COUNT(id) > 1', 8, 'model.shape'],
    ['a filter that is no text', `"customers.country = 'Germany' AND status <> 'Draft'"`, 'true', 8, 'model.shape'],
    ['a key that is misspelt', 'row_filters:', 'row_filter:', 7, 'E_NAME_NOT_FOUND'],
    ['a budget key that is misspelt', 'dollars_per_day', 'dollar_per_day', 9, 'E_NAME_NOT_FOUND'],
    ['a budget that is no number', 'dollars_per_day: 2.5', 'dollars_per_day: lots', 9, 'model.shape'],
    ['a negative budget', 'dollars_per_query: 0.05', 'dollars_per_query: -1', 9, 'model.shape'],
    ['datasets not told', '    datasets: [orders, customers]\n', '', 2, 'model.missing'],
    ['metrics not told', '    metrics: [order_count]\n', '', 2, 'model.missing'],
    ['no title', '    title: Seller\n', '', 2, 'model.missing'],
    ['two of a name', 'name: boss', 'name: Seller', 11, 'E_NAME_COLLISION'],
    ['two of a title', 'title: Boss', 'title: SELLER', 12, 'E_NAME_COLLISION'],
    ['no YAML', 'personas:', 'personas: [', 2, 'model.yaml'],
  ])('%s is a fault with its line', (_, part, broken, line, code) => {
    const faults = faultsOf(good.replace(part, broken));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatch(new RegExp(`^personas\\.yaml:${line} ${code.replace('.', '\\.')}`));
  });

  test('a filter may not use what its rows have many of', () => {
    const filter = `    row_filters: {customers: "orders.status = 'Open'"}`;
    const faults = faultsOf(`personas:\n  - name: a\n    title: A\n    datasets: '*'\n    metrics: '*'\n${filter}\n`);
    expect(faults).toEqual([expect.stringMatching(/^personas\.yaml:6 E_NAME_NOT_FOUND/)]);
  });

  test('an unknown name gets the nearest one', () => {
    expect(faultsOf(good.replace('[order_count]', '[order_cuont]'))[0]).toContain('order_count');
  });

  test('every fault is told at once', () => {
    const faults = faultsOf(
      good
        .replace('customers]', 'nothing]')
        .replace('status <>', 'nothing <>')
        .replace('2.5', 'lots')
        .replace('boss', 'seller'),
    );
    expect(faults).toHaveLength(4);
  });

  test.each(['', '[]', 'personas: []', 'people: []', '42'])('%j has no personas', text => {
    expect(faultsOf(text).length).toBeGreaterThan(0);
  });
});
