import { describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../../core/errors.ts';
import { loadModel } from '../../../../core/semantic/model/load.ts';
import type { ModelFault } from '../../../../core/semantic/model/types.ts';
import { parseYaml } from '../../../../core/semantic/model/yaml.ts';
import { readResolved } from '../../../../core/semantic/read-models.ts';
import { resolveModel } from '../../../../core/semantic/resolve/model.ts';

const dataset = (name: string, fields: readonly string[] = [], key = '[id]') =>
  `  - { name: ${name}, source: ${name}, primary_key: ${key}, fields: [{ name: id, expression: id }${fields.map(field => `, ${field}`).join('')}] }`;
const text = (datasets: readonly string[], relationships: readonly string[] = [], metrics: readonly string[] = []) =>
  ['name: test', 'datasets:', ...datasets, 'relationships:', ...relationships, 'metrics:', ...metrics].join('\n');
const link = (name: string, from: string, to: string, columns: string, keys = columns) =>
  `  - { name: ${name}, from: ${from}, to: ${to}, from_columns: [${columns}], to_columns: [${keys}] }`;
const resolve = (source: string) => resolveModel(loadModel(source, { file: 'test.yaml' }), { file: 'test.yaml' });

function faultsOf(source: string, read: (text: string) => unknown = resolve): readonly ModelFault[] {
  try {
    read(source);
  } catch (error) {
    if (isSophiaError(error) && error.code === 'model.invalid')
      return (error.details as { faults: readonly ModelFault[] }).faults;
    throw error;
  }
  return [];
}

/** The code that a way raises; the names of the relationships when there is one. */
function way(source: string, from: string, to: string, choice: 'strict' | 'shortest' = 'strict'): string {
  try {
    return resolve(source)
      .router(choice)
      .route(from, to)
      .path.map(step => step.edge.relationship.name)
      .join(' ');
  } catch (error) {
    if (isSophiaError(error)) return error.code;
    throw error;
  }
}

describe('faults', () => {
  test('all faults of fields are told at once, each with its line', () => {
    const faults = faultsOf(
      text([
        dataset('a', ['{ name: x, expression: c.id }', '{ name: y, expression: b.nothing }']),
        dataset('b', ['{ name: z, expression: a.id }']),
      ]),
    );
    expect(faults.map(fault => [fault.code, fault.file, fault.line])).toEqual([
      ['E_NAME_NOT_FOUND', 'test.yaml', 3],
      ['E_NAME_NOT_FOUND', 'test.yaml', 3],
      ['E_NO_PATH', 'test.yaml', 4],
    ]);
  });

  test('with faults of a metric too, and with those of the file itself', () => {
    const faulty = text(
      [
        dataset('a', ['{ name: x, expression: y }', '{ name: y, expression: x }']),
        dataset('b', ['{ name: id, expression: other }', '{ name: sum, expression: "a.x +" }']),
      ],
      [link('l', 'a', 'elsewhere', 'id')],
      ['  - { name: lost, expression: SUM(b.nothing) }', '  - { name: n, expression: COUNT(a.id) }'],
    );
    const told = faultsOf(faulty, text => readResolved({ file: 'test.yaml', text }, parseYaml));
    expect(told.map(({ code, line }) => [code, line])).toEqual([
      ['model.cycle', 3],
      ['expression.syntax', 4],
      ['E_NAME_COLLISION', 4],
      ['E_NAME_NOT_FOUND', expect.any(Number)],
      ['E_NAME_NOT_FOUND', expect.any(Number)],
    ]);
    expect(told.map(({ path }) => path.slice(0, 2).join('.')).slice(3)).toEqual(['relationships.0', 'metrics.0']);
    for (const { mend } of told) expect(mend).toMatch(/^[A-Z].*\.$/);
  });

  test('a faulty metric is listed and leaves the model usable', () => {
    const model = resolve(
      text(
        [dataset('a')],
        [],
        [
          '  - { name: n, expression: COUNT(a.id) }',
          '  - { name: bad, expression: AVG(n) }',
          '  - { name: worse, expression: bad + 1 }',
        ],
      ),
    );
    expect(model.faults.map(fault => fault.code)).toEqual([
      'E_NESTED_AGGREGATION_DEFERRED',
      'E_NESTED_AGGREGATION_DEFERRED',
    ]);
    expect(model.metrics.get('n')?.fault).toBeUndefined();
  });

  test('metrics in a circle are faulty, all of them', () => {
    const model = resolve(
      text([dataset('a')], [], ['  - { name: m, expression: k + 1 }', '  - { name: k, expression: m + 1 }']),
    );
    expect(model.faults.map(fault => fault.code)).toEqual(['model.cycle', 'model.cycle']);
  });
});

describe('ways', () => {
  const chain = [dataset('lines'), dataset('stock', [], '[part, place]'), dataset('parts')];
  const detour = [
    link('line_stock', 'lines', 'stock', 'part, place'),
    link('stock_part', 'stock', 'parts', 'part', 'id'),
  ];

  test('a composite key is unique by all of its columns, not by one', () => {
    const model = resolve(text(chain, detour));
    expect(model.reach('lines', 'stock')).toBe('one');
    expect(model.reach('stock', 'lines')).toBe('many');
    expect(resolve(text(chain, [link('l', 'lines', 'stock', 'part')])).reach('lines', 'stock')).toBe('none');
  });

  test('a direct way wins over a detour that joins on the very same column', () => {
    expect(way(text(chain, [...detour, link('line_part', 'lines', 'parts', 'part', 'id')]), 'lines', 'parts')).toBe(
      'line_part',
    );
  });

  test('a detour over another column is a second way; the shortest is taken only when asked', () => {
    const source = text(chain, [...detour, link('line_part', 'lines', 'parts', 'spare', 'id')]);
    expect(way(source, 'lines', 'parts')).toBe('E_AMBIGUOUS_PATH');
    expect(way(source, 'lines', 'parts', 'shortest')).toBe('line_part');
  });

  test('two ways of one length are ambiguous in both choices', () => {
    const source = text(chain, [
      link('made_of', 'lines', 'parts', 'a', 'id'),
      link('packed_in', 'lines', 'parts', 'b', 'id'),
    ]);
    expect(way(source, 'lines', 'parts')).toBe('E_AMBIGUOUS_PATH');
    expect(way(source, 'lines', 'parts', 'shortest')).toBe('E_AMBIGUOUS_PATH');
  });

  test('N:1 goes before a bridge; up and down again is no way; apart is no path', () => {
    const source = text(
      [dataset('a'), dataset('b'), dataset('c'), dataset('d')],
      [link('a_b', 'a', 'b', 'b_id', 'id'), link('c_b', 'c', 'b', 'b_id', 'id')],
    );
    expect(way(source, 'a', 'b')).toBe('a_b');
    expect(way(source, 'b', 'c')).toBe('c_b');
    expect(way(source, 'a', 'c')).toBe('E3012_MN_NO_SAFE_REWRITE');
    expect(way(source, 'a', 'd')).toBe('E_NO_PATH');
  });
});
