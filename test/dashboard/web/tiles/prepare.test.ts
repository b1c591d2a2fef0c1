import { describe, expect, test } from '@jest/globals';
import type { AnswerColumn, Cell, Results } from '../../../../dashboard/web/src/api/types.ts';
import { sumCells } from '../../../../dashboard/web/src/charts/add-up.ts';
import type { StopChart } from '../../../../dashboard/web/src/charts/chart.ts';
import { countryOf } from '../../../../dashboard/web/src/charts/countries.ts';
import { prepareMap } from '../../../../dashboard/web/src/charts/country-chart.ts';
import { drawFunnel, prepareFunnel } from '../../../../dashboard/web/src/charts/funnel.ts';
import { prepareGauge, reached } from '../../../../dashboard/web/src/charts/gauge.ts';
import { preparePie, sliceAt } from '../../../../dashboard/web/src/charts/pie.ts';
import { layersOf } from '../../../../dashboard/web/src/charts/stack.ts';
import { arrange } from '../../../../dashboard/web/src/tiles/arrange.ts';
import { cutNote, noRowWith } from '../../../../dashboard/web/src/tiles/cut-note.ts';
import { preparePivot } from '../../../../dashboard/web/src/tiles/pivot.ts';
import { prepareParts } from '../../../../dashboard/web/src/tiles/prepare-parts.ts';
import { prepareTile } from '../../../../dashboard/web/src/tiles/prepare-tile.ts';
import { toneOf, tonesOfRow } from '../../../../dashboard/web/src/tiles/rules.ts';
import { finish } from '../../../../dashboard/web/src/tiles/sliced.ts';
import { totalsOf } from '../../../../dashboard/web/src/tiles/table-totals.ts';
import type { Tile, TileEvent } from '../../../../dashboard/web/src/tiles/tile-body.ts';

const text = (name: string): AnswerColumn => ({ name, label: name, type: 'string', role: 'dimension' });
const month: AnswerColumn = { name: 'month', label: 'Month', type: 'date', role: 'time', grain: 'month' };
const sales: AnswerColumn = { name: 'sales', label: 'Sales', type: 'integer', role: 'measure', additivity: 'additive' };
const stock: AnswerColumn = { ...sales, name: 'stock', label: 'Stock', additivity: 'semiAdditive' };
const price: AnswerColumn = { name: 'price', label: 'Price', type: 'float', role: 'measure' };
const of = (columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[]): Results => ({
  columns,
  rows,
  truncated: false,
});
const region = text('region');
const product = text('product');
const noon = Date.UTC(2026, 10, 20, 12);

const tileOf = (more: Partial<Tile> & { kind: Tile['kind'] }): Tile => ({
  id: 't',
  title: 'T',
  at: { x: 0, y: 0, w: 4, h: 4 },
  ...more,
});
const eventOf = (results: Results, chart: Partial<TileEvent['chart']> = {}): TileEvent =>
  ({ results, chart: { kind: 'table', y: [], ...chart } }) as unknown as TileEvent;
const drawn = (tile: Partial<Tile> & { kind: Tile['kind'] }, results: Results, chart?: Partial<TileEvent['chart']>) =>
  prepareTile(tileOf(tile), eventOf(results, chart), noon) as StopChart;

describe('adding up', () => {
  test('is exact for integers and decimals of any length, and null of nothing', () => {
    expect(sumCells(['0.10', '0.2', 3])).toBe('3.30');
    expect(sumCells([0.1, 0.2, null])).toBe(0.3);
    expect(sumCells(['9007199254740993', '1'])).toBe('9007199254740994');
    expect(sumCells([null, undefined])).toBeNull();
  });
});

describe('a tile’s chart', () => {
  const crossed = of(
    [region, product, sales, price],
    [
      ['A', 'x', 1, 10],
      ['A', 'y', 2, 20],
      ['B', 'x', 4, 30],
    ],
  );

  test('rows that fall together are added up where they may be, else nothing is drawn', () => {
    const encoding = { x: 'region' };
    const chart = { kind: 'bar', x: 'region' };
    const bars = drawn({ kind: 'bar', encoding: { ...encoding, y: ['sales'] } }, crossed, chart);
    expect(bars).toMatchObject({ stops: ['B', 'A'], series: [{ values: [4, 3] }] });
    expect(drawn({ kind: 'bar', encoding: { ...encoding, y: ['price'] } }, crossed, chart).kind).toBe('refused');
  });

  test('what does not add up is not stacked, and that is said', () => {
    const encoding = { x: 'region', series: 'product', arrangement: 'stacked' as const };
    expect(drawn({ kind: 'bar', encoding: { ...encoding, y: ['sales'] } }, crossed).kind).toBe('stackedBar');
    const loose = drawn({ kind: 'bar', encoding: { ...encoding, y: ['price'] } }, crossed);
    expect(loose).toMatchObject({ kind: 'groupedBar', notes: [expect.stringContaining('Price')] });
  });

  test('shares keep the numbers behind them; a value below zero has no share', () => {
    const encoding = { x: 'region', y: ['sales'], series: 'product', arrangement: 'percent' as const };
    const shares = drawn({ kind: 'bar', encoding }, crossed);
    const x = shares.series.find(({ name }) => name === 'x');
    expect(x).toMatchObject({ values: [1, 1 / 3], told: [4, 1] });
    const below = { ...crossed, rows: [...crossed.rows, ['B', 'y', -1, 0]] };
    expect(drawn({ kind: 'bar', encoding }, below)).toMatchObject({ kind: 'refused', offer: 'bar' });
  });

  test('a period without rows is a gap; the last one that is not over is open', () => {
    const rows = [
      ['2026-08-01', 1],
      ['2026-11-01', 2],
    ];
    const chart = drawn({ kind: 'area' }, of([month, sales], rows), { kind: 'line', x: 'month', y: ['sales'] });
    expect(chart.stops).toEqual(['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01']);
    expect(chart.series[0]?.values).toEqual([1, undefined, undefined, 2]);
    expect(chart.openFrom).toBe(3);
  });

  test('in a stack a gap is only where no part has a value', () => {
    const rows = [
      ['2026-08-01', 'A', 1],
      ['2026-08-01', 'B', 2],
      ['2026-09-01', 'A', null],
      ['2026-10-01', 'B', 3],
    ];
    const chart = drawn({ kind: 'area' }, of([month, region, sales], rows), {
      kind: 'line',
      x: 'month',
      y: ['sales'],
      series: 'region',
    });
    const layers = layersOf(chart);
    expect(layers.map(layer => layer[1])).toEqual([undefined, undefined]);
    expect(layers[1]?.[2]).toEqual({ low: 3, high: 3 });
  });

  test('the target is on the axis; colours follow values; what has no place is said', () => {
    const chart = drawn(
      {
        kind: 'bar',
        target: { value: 90 },
        annotations: [{ id: 'a', kind: 'line', axis: 'x', from: '2026-01-01', label: 'Launch' }],
        style: { colors: { B: '#123456' }, decimals: 1 },
      },
      of(
        [region, sales],
        [
          ['A', 1],
          ['B', 2],
        ],
      ),
      { kind: 'bar', x: 'region', y: ['sales'] },
    );
    expect(chart.guides).toMatchObject([{ axis: 'y', from: 90, tone: 'target' }]);
    expect(chart.stopColours).toEqual(['#123456', undefined]);
    expect(chart.y.decimals).toBe(1);
    expect(chart.notes.join()).toContain('Launch');
  });

  describe('marks at days', () => {
    const marked = (kind: 'line' | 'bar', annotations: object[]) =>
      drawn(
        {
          kind,
          annotations: annotations.map((one, at) => ({ id: `a${at}`, kind: 'line', axis: 'x', ...one })) as never,
        },
        of(
          [month, sales],
          [
            ['2026-01-01', 1],
            ['2026-02-01', 2],
            ['2026-03-01', 3],
          ],
        ),
        { kind, x: 'month', y: ['sales'] },
      );

    test.each(['line', 'bar'] as const)('of no period that is shown are counted and named (%s)', kind => {
      const chart = marked(kind, [
        { from: '2025-12-31', label: 'Launch' },
        { from: '2026-04-01', label: 'Price rise' },
        { from: '2026-02-14', label: 'Fair' },
        { kind: 'band', from: '2025-06-01', to: '2025-12-31' },
      ]);
      expect(chart.guides?.map(({ label }) => label)).toEqual(['Fair']);
      expect(chart.notes.join()).toContain('3 marks outside the time shown: Launch, Price rise.');
    });

    test.each(['line', 'bar'] as const)('of the last period stand where it is drawn (%s)', kind => {
      const chart = marked(kind, [{ from: '2026-03-31', label: 'Fair' }]);
      expect(chart.guides).toMatchObject([{ from: '2026-03-01', label: 'Fair' }]);
      expect(chart.notes).toEqual([]);
    });

    test('bands are drawn as far as they are within', () => {
      const chart = marked('bar', [{ kind: 'band', from: '2025-06-01', to: '2026-02-14', label: 'Freeze' }]);
      expect(chart.guides).toMatchObject([{ from: '2026-01-01', to: '2026-02-14' }]);
      expect(chart.notes).toEqual([]);
    });
  });
});

describe('parts of a whole', () => {
  test.each([
    ['a pie', undefined, 'pie'],
    ['a pie that says so', 'pie', 'pie'],
    ['a donut', 'donut', 'donut'],
  ] as const)('%s is drawn as one', (_, shape, drawnAs) => {
    const tile = { kind: 'pie', ...(shape && { encoding: { shape } }) } as Tile;
    const results = of(
      [region, sales],
      [
        ['A', 1],
        ['B', 2],
      ],
    );
    const event = { results, chart: { kind: 'bar', x: 'region', y: ['sales'] } } as unknown as TileEvent;
    expect(prepareParts(tile, event)).toMatchObject({ kind: 'pie', shape: drawnAs });
  });

  const parts = (rows: readonly (readonly Cell[])[], y = sales) => ({ results: of([region, y], rows), y: [y.name] });
  const pie = ({ results, y }: ReturnType<typeof parts>) =>
    preparePie(results, { x: results.columns[0]?.name, y, shape: 'pie' });

  test('a pie has at most eight slices, the rest added up; groups without a value are said', () => {
    const many = pie(parts([...Array.from({ length: 10 }, (_, at): Cell[] => [`R${at}`, 10]), ['None', null]]));
    if (many.kind !== 'pie') throw new Error(many.reason);
    expect(many.slices).toHaveLength(8);
    expect(many.slices.at(-1)).toMatchObject({ name: 'Other', value: 30, share: 0.3 });
    expect(many.notes).toHaveLength(2);
    expect(sliceAt(many, 0.15)).toBe(1);
  });

  test.each([
    [
      'a value below zero',
      parts([
        ['A', 1],
        ['B', -1],
      ]),
    ],
    [
      'averages',
      parts(
        [
          ['A', 1],
          ['B', 2],
        ],
        price,
      ),
    ],
    [
      'levels over time',
      {
        results: of(
          [month, stock],
          [
            ['2026-01-01', 1],
            ['2026-02-01', 2],
          ],
        ),
        y: ['stock'],
      },
    ],
  ])('%s makes no pie; bars are offered', (_, given) => {
    expect(pie(given)).toMatchObject({ kind: 'refused', offer: 'bar' });
  });

  test('a funnel tells each stage of the first and of the one before', () => {
    const { results, y } = parts([
      ['Won', 10],
      ['Seen', 100],
      ['Tried', 40],
    ]);
    const funnel = prepareFunnel(results, { x: 'region', y, ordered: false });
    if (funnel.kind !== 'funnel') throw new Error(funnel.reason);
    expect(funnel.stages.map(({ name, ofFirst, ofBefore }) => [name, ofFirst, ofBefore])).toEqual([
      ['Seen', 1, undefined],
      ['Tried', 0.4, 0.4],
      ['Won', 0.1, 0.25],
    ]);
    expect(drawFunnel(funnel, { width: 500, height: 120 }).stops.map(({ pick }) => pick?.cell)).toEqual([
      'Seen',
      'Tried',
      'Won',
    ]);
    expect(prepareFunnel(parts([['A', -1]]).results, { x: 'region', y, ordered: false }).kind).toBe('refused');
  });

  test('a gauge holds zero, its number and its target; several rows are no gauge', () => {
    const gauge = prepareGauge(of([sales], [[80]]), { y: 'sales', target: { value: 100 } });
    if (gauge.kind !== 'gauge') throw new Error(gauge.reason);
    expect(gauge.low).toBe(0);
    expect(gauge.high).toBeGreaterThanOrEqual(120);
    expect(reached(gauge)).toContain('80.0');
    expect(prepareGauge(of([sales], [[1], [2]]), { y: 'sales' }).kind).toBe('refused');
  });
});

describe('countries', () => {
  test.each([
    ['US', '840'],
    ['usa', '840'],
    ['840', '840'],
    ['United States of America', '840'],
    ['UK', '826'],
    ['Côte d’Ivoire', '384'],
    ['Czechia', '203'],
    ['The Netherlands', '528'],
    ['South Korea', '410'],
    ['Türkiye', '792'],
  ])('%s is found', (name, code) => expect(countryOf(name)).toBe(code));

  test('names in the viewer’s language are found; what is no country, or could be two, is not guessed', () => {
    expect(countryOf('Deutschland', ['de'])).toBe('276');
    for (const name of ['Atlantis', 'Europe', 'Congo', '']) expect(countryOf(name)).toBeUndefined();
  });

  test('spellings of one country are added up; what is not found is said with its sum', () => {
    const rows = [
      ['US', 1],
      ['United States', 2],
      ['Atlantis', 40],
    ];
    const map = prepareMap(of([region, sales], rows), { x: undefined, y: 'sales', locales: [] });
    expect(map).toMatchObject({ kind: 'map', countries: [{ code: '840', value: 3 }] });
    expect(map.kind === 'map' && map.notes[0]).toMatch(/Atlantis.*40/);
    const averages = prepareMap(of([region, price], rows), { x: undefined, y: 'price', locales: [] });
    expect(averages).toMatchObject({ countries: [{ value: undefined }] });
    expect(prepareMap(of([region, sales], [['Atlantis', 1]]), { x: 'region', y: 'sales', locales: [] }).kind).toBe(
      'refused',
    );
  });
});

describe('pivot tables', () => {
  const rows: Cell[][] = [
    ['2026-02-01', 'A', 'x', 1, 5, 9],
    ['2026-01-01', 'A', 'x', 2, 6, 9],
    ['2026-01-01', 'A', 'y', 4, 7, 9],
    ['2026-01-01', 'B', 'x', 8, 8, 9],
  ];
  const pivot = (measures: string[], more = {}) => {
    const made = preparePivot(
      { ...of([month, region, product, sales, stock, price], rows), ...more },
      { rows: ['region', 'product'], columns: ['month'], measures, totals: true },
    );
    if (made.kind !== 'pivot') throw new Error(made.reason);
    return made;
  };

  test('have subtotals and totals of what adds up', () => {
    const { heads, lines } = pivot(['sales']);
    expect(heads.map(({ keys, isTotal }) => (isTotal ? 'total' : keys[0]))).toEqual([
      '2026-01-01',
      '2026-02-01',
      'total',
    ]);
    expect(lines.map(({ kind, keys, cells }) => [kind, keys.join(' '), ...cells])).toEqual([
      ['row', 'A x', 2, 1, 3],
      ['row', 'A y', 4, null, 4],
      ['subtotal', 'A', 6, 1, 7],
      ['row', 'B x', 8, null, 8],
      ['total', '', 14, 1, 15],
    ]);
  });

  test('add levels up within a period, never over time', () => {
    const { heads, lines, notes } = pivot(['stock']);
    expect(heads.some(({ isTotal }) => isTotal)).toBe(false);
    expect(lines.at(-1)).toMatchObject({ kind: 'total', cells: [21, 5] });
    expect(notes).toHaveLength(1);
  });

  test('say so where their totals are of a part of the rows', () => {
    const request = {
      rows: ['region', 'product'],
      columns: ['month'],
      measures: ['sales'],
      totals: true,
      picked: true,
    };
    const made = preparePivot(of([month, region, product, sales, stock, price], rows), request);
    expect(made).toMatchObject({ notes: ['Totals are of the 4 rows that were read; there may be more.'] });
  });

  test('have no totals of averages or of rows that were cut, and say so', () => {
    expect(pivot(['price']).lines.every(({ kind }) => kind === 'row')).toBe(true);
    expect(pivot(['price']).notes).toHaveLength(1);
    expect(pivot(['sales'], { truncated: true }).lines.every(({ kind }) => kind === 'row')).toBe(true);
  });

  test('refuse a place with several values that may not be added up', () => {
    const given = of(
      [month, region, product, price],
      rows.map(row => [row[0] ?? null, row[1] ?? null, row[2] ?? null, row[5] ?? null]),
    );
    expect(preparePivot(given, { rows: ['region'], columns: [], measures: ['price'], totals: true }).kind).toBe(
      'refused',
    );
  });
});

describe('tables', () => {
  const results = of(
    [region, sales, price],
    [
      ['b', 2, 1],
      ['A', null, 2],
      ['item 10', -1, 3],
      ['item 9', 10, 4],
    ],
  );
  const arranged = (search: string, column?: number, direction: 'ascending' | 'descending' = 'ascending') => {
    const sort = column === undefined ? undefined : { column, direction };
    return [...finish(arrange(results.rows, results.columns, { search, sort }))];
  };

  test('are sorted as people do, without a value last either way, and searched in all cells', () => {
    expect(arranged('', 0)).toEqual([1, 0, 3, 2]);
    expect(arranged('', 1, 'descending')).toEqual([3, 0, 2, 1]);
    expect(arranged('', 1)).toEqual([2, 0, 3, 1]);
    expect(arranged('ITEM', 1)).toEqual([2, 3]);
  });

  test('of many rows keep equal ones in their order', () => {
    const rows = Array.from({ length: 5_000 }, (_, at): Cell[] => [String(at), at % 3]);
    const order = finish(arrange(rows, [region, sales], { search: '', sort: { column: 1, direction: 'ascending' } }));
    const expected = [0, 1, 2].flatMap(rest => Array.from(rows.keys()).filter(at => at % 3 === rest));
    expect([...order]).toEqual(expected);
  });

  const all = { results, picked: false };

  test('have totals of what adds up, over the rows found', () => {
    expect(totalsOf(all, undefined)).toMatchObject({ label: 'Total', cells: [undefined, 11, undefined] });
    expect(totalsOf(all, Uint32Array.from([0, 2]))).toMatchObject({
      label: 'Total found',
      cells: [undefined, 1, undefined],
    });
    expect(totalsOf(all, undefined).notes).toHaveLength(1);
    const cut = { ...all, results: { ...results, truncated: true } };
    expect(totalsOf(cut, undefined).cells).toEqual([undefined, undefined, undefined]);
  });

  test('of a part of the rows say so, and take the totals of the whole where those came', () => {
    const part = totalsOf({ ...all, picked: true }, undefined);
    expect(part).toMatchObject({ label: 'Total shown', cells: [undefined, 11, undefined] });
    expect(part.notes[0]).toBe('Totals are of the 4 rows shown; there may be more.');
    const whole = { ...all, picked: true, whole: [null, 99, null] };
    expect(totalsOf(whole, undefined)).toMatchObject({ label: 'Total', cells: [undefined, 99, undefined] });
    expect(totalsOf(whole, undefined).notes[0]).toBe('Totals are of all rows, not only of the 4 shown.');
    expect(totalsOf(whole, Uint32Array.from([0]))).toMatchObject({
      label: 'Total found',
      cells: [undefined, 2, undefined],
    });
  });

  test('without groups have totals of the columns that are told to add up, or say that there are none', () => {
    const listed = (additivity?: 'additive') => ({ ...sales, role: 'dimension' as const, additivity });
    const listing = (column: AnswerColumn) => ({
      results: of(
        [region, column],
        [
          ['b', 2],
          ['A', 3],
        ],
      ),
      picked: false,
    });
    expect(totalsOf(listing(listed('additive')), undefined)).toMatchObject({ cells: [undefined, 5], notes: [] });
    expect(totalsOf(listing(listed()), undefined)).toMatchObject({
      cells: [undefined, undefined],
      notes: ['No totals: the model sums up none of these columns.'],
    });
  });

  test('where more rows are there than were read, it is told what is searched and sorted', () => {
    const cut = { ...results, truncated: true };
    const sort = { column: 1, direction: 'ascending' as const };
    expect(cutNote(results, { search: 'x', sort })).toBeUndefined();
    expect(cutNote(cut, { search: '', sort: undefined })).toBeUndefined();
    expect(cutNote(cut, { search: '', sort })).toBe('Only the 4 rows that were read are sorted: there are more.');
    expect(cutNote(cut, { search: 'x', sort })).toContain('searched and sorted');
    expect(noRowWith(results, 'x')).toBe('No row has “x”.');
    expect(noRowWith(cut, 'x')).toBe('None of the 4 rows that were read has “x”.');
  });

  test('the first rule that holds gives a cell its tone; nothing has none', () => {
    const rules = [
      { column: 'sales', operator: '<' as const, value: 0, tone: 'bad' as const },
      { column: 'sales', operator: '<=' as const, value: 2, tone: 'warning' as const },
      { column: 'region', operator: '=' as const, value: 'a', tone: 'good' as const },
    ];
    const tone = (column: string, cell: Cell) => toneOf({ style: { rules } }, column, cell);
    expect([tone('sales', '-1'), tone('sales', 2), tone('sales', 3), tone('region', 'A'), tone('sales', null)]).toEqual(
      ['bad', 'warning', undefined, 'good', undefined],
    );
  });

  test('a rule that marks rows gives all cells of its row the tone; the first that holds of each cell counts', () => {
    const names = ['region', 'sales', 'margin'];
    const bad = { column: 'Sales', operator: '<' as const, value: 0, tone: 'bad' as const, marks: 'row' as const };
    const good = { column: 'margin', operator: '>' as const, value: 0.4, tone: 'good' as const };
    const tones = (rules: readonly (typeof bad | typeof good)[], row: readonly Cell[]) =>
      tonesOfRow({ style: { rules: [...rules] } }, names, row).map(one => one && `${one.tone}${one.own ? '' : ' row'}`);
    expect(tones([bad, good], ['A', -1, 0.5])).toEqual(['bad row', 'bad', 'bad row']);
    expect(tones([good, bad], ['A', -1, 0.5])).toEqual(['bad row', 'bad', 'good']);
    expect(tones([bad, good], ['A', 1, 0.5])).toEqual([undefined, undefined, 'good']);
    expect(tones([bad, good], ['A', null, null])).toEqual([undefined, undefined, undefined]);
    expect(tones([{ ...bad, column: 'gone' }], ['A', -1, 0.5])).toEqual([undefined, undefined, undefined]);
  });
});
