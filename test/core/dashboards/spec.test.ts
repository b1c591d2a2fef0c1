import { describe, expect, test } from '@jest/globals';
import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import type { DashboardFault } from '../../../core/dashboards/errors.ts';
import { parseSpec } from '../../../core/dashboards/parse-spec.ts';
import { DashboardSpecSchema } from '../../../core/dashboards/spec.ts';
import { specFromYaml, specToYaml } from '../../../core/dashboards/yaml.ts';
import { isSophiaError } from '../../../core/errors.ts';
import { junk, spec } from './generated.ts';

const plan = { measures: [{ name: 'revenue', metric: 'revenue' }] };
const tile = { id: 'one', kind: 'number', title: 'One', at: { x: 0, y: 0, w: 3, h: 2 }, plan };
const good = { version: 1, id: 'board', title: 'Board', model: 'shop', tiles: [tile] };

function faultsOf(input: unknown): readonly DashboardFault[] {
  try {
    parseSpec(input);
    return [];
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return 'faults' in error.details ? (error.details.faults as readonly DashboardFault[]) : [];
  }
}
const pathsOf = (input: unknown): string[] => faultsOf(input).map(({ path }) => path.join('.'));

describe('a specification', () => {
  test('S1 is read with its defaults', () => {
    expect(parseSpec(good)).toMatchObject({
      theme: { mode: 'system', density: 'comfortable' },
      filters: [],
      features: [],
    });
  });

  test.each<[string, object, string[]]>([
    ['an id twice', { tiles: [tile, { ...tile, at: { x: 3, y: 0, w: 3, h: 2 } }] }, ['tiles.1.id']],
    ['tiles over one another', { tiles: [tile, { ...tile, id: 'two' }] }, ['tiles.1.at']],
    ['a place off the grid', { tiles: [{ ...tile, at: { x: 10, y: 0, w: 3, h: 2 } }] }, ['tiles.0.at']],
    [
      'a place that is none',
      { tiles: [{ ...tile, at: { x: -1, y: 0.5, w: 0, h: 99 } }] },
      ['tiles.0.at.x', 'tiles.0.at.y', 'tiles.0.at.w', 'tiles.0.at.h'],
    ],
    ['a number without data', { tiles: [{ ...tile, plan: undefined }] }, ['tiles.0']],
    ['a text without text', { tiles: [{ ...tile, kind: 'text', plan: undefined }] }, ['tiles.0.text']],
    ['a text with a plan', { tiles: [{ ...tile, kind: 'text', text: 'x' }] }, ['tiles.0.plan']],
    [
      'a rule that marks what there is not',
      {
        tiles: [
          { ...tile, style: { rules: [{ column: 'revenue', operator: '<', value: 1, tone: 'bad', marks: 'column' }] } },
        ],
      },
      ['tiles.0.style.rules.0.marks'],
    ],
    ['an unknown kind', { tiles: [{ ...tile, kind: 'gantt' }] }, ['tiles.0.kind']],
    ['an unknown member', { tiles: [{ ...tile, script: 'x' }], colour: 'red' }, ['tiles.0.script', 'colour']],
    [
      'an empty title, one of two lines, an endless one',
      {
        title: ' ',
        tiles: [
          { ...tile, title: 'a\nb' },
          { ...tile, id: 't', at: { x: 3, y: 0, w: 1, h: 1 }, title: 'x'.repeat(121) },
        ],
      },
      ['title', 'tiles.0.title', 'tiles.1.title'],
    ],
    ['a title that hides its direction', { title: 'a\u202Eb' }, ['title']],
    [
      'a filter tile of no filter',
      { tiles: [{ ...tile, kind: 'filter', plan: undefined, filter: 'region' }] },
      ['tiles.0.filter'],
    ],
    [
      'a window of no day',
      { time: { range: { kind: 'between', start: '2026-02-30', end: '2026-03-01' } } },
      ['time.range.start'],
    ],
    ['a plan that asks for nothing', { tiles: [{ ...tile, plan: {} }] }, ['tiles.0.plan']],
    [
      'a band without an end',
      { tiles: [{ ...tile, annotations: [{ id: 'a', kind: 'band', axis: 'y', from: 1 }] }] },
      ['tiles.0.annotations.0.to'],
    ],
    ['a colour that is none', { tiles: [{ ...tile, style: { color: 'url(x)' } }] }, ['tiles.0.style.color']],
    ['a refresh of every second', { refresh: 1 }, ['refresh']],
    ['an id that is a path', { id: '../x' }, ['id']],
  ])('S2 refuses %s, and says where', (_, change, paths) => {
    expect(pathsOf({ ...good, ...change }).sort()).toEqual(paths.sort());
  });

  test('S3 every fault at once', () => {
    const bad = {
      ...good,
      title: '',
      tiles: [{ ...tile, at: { x: 0 }, plan: { measures: [{ name: '1', metric: 5 }], orderBy: 'x' } }],
    };
    expect(pathsOf(bad)).toEqual(
      expect.arrayContaining([
        'title',
        'tiles.0.at.y',
        'tiles.0.at.w',
        'tiles.0.at.h',
        'tiles.0.plan.measures.0.name',
        'tiles.0.plan.orderBy',
      ]),
    );
    expect(faultsOf(bad).every(({ message, mend }) => message !== '' && mend !== '')).toBe(true);
  });

  test('S4 markup stays the letters that it is written in', () => {
    const title = '<img src=x onerror=alert(1)> & "quotes"';
    expect(parseSpec({ ...good, title }).title).toBe(title);
  });

  test('S5 deep, wide and strange input is refused, never a crash', () => {
    let deep: unknown = {};
    for (let i = 0; i < 50_000; i += 1) deep = { anyOf: [deep] };
    expect(pathsOf({ ...good, tiles: [{ ...tile, plan: { ...plan, where: [deep] } }] })).toEqual(['']);
    fc.assert(
      fc.property(
        junk,
        fc.dictionary(fc.constantFrom('tiles', 'filters', 'time', 'theme', 'title', 'id'), junk),
        (whole, parts) => {
          faultsOf(whole);
          faultsOf({ ...good, ...parts });
          faultsOf({ ...good, tiles: [{ ...tile, ...parts }] });
        },
      ),
      { numRuns: 500 },
    );
  });

  test('S6 as YAML and back it is the same', () => {
    fc.assert(
      fc.property(spec, one => expect(specFromYaml(specToYaml(one))).toEqual(one)),
      { numRuns: 200 },
    );
  });

  test('S7 YAML that repeats itself endlessly is refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]`;
    expect(() => specFromYaml(bomb)).toThrow(expect.objectContaining({ code: 'dashboard.unreadable' }));
  });

  test('S8 the schema is a JSON Schema too', () => {
    const schema = toJsonSchema(DashboardSpecSchema, { errorMode: 'ignore', typeMode: 'input' }) as {
      required: string[];
    };
    expect(schema.required).toEqual(['version', 'id', 'title', 'model']);
  });
});
