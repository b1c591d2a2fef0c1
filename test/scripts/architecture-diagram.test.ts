import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { type Box, connect, height, place, width } from '../../scripts/stack/diagram/layout.ts';
import { type Part, partsOf } from '../../scripts/stack/diagram/parts.ts';
import { svgOf } from '../../scripts/stack/diagram/svg.ts';
import { recorded } from '../support/recordings.ts';

const root = path.resolve(import.meta.dirname, '../..');
const part = (name: string, type: string, uses: readonly string[] = []): Part => ({
  name,
  type,
  lines: ['a thing', 'another thing with a long name'],
  inNetwork: false,
  uses,
});
const parts = [
  part('api', 'sophia:api:OrchestratorApi', ['ask', 'users']),
  part('users', 'sophia:identity:UserDirectory'),
  part('dashboards', 'sophia:compute:DashboardService', ['store', 'users']),
  part('ask', 'sophia:compute:NodeFunction', ['store']),
  part('report', 'sophia:compute:NodeFunction', ['watch']),
  part('store', 'sophia:storage:SessionStore'),
  part('watch', 'sophia:operations:Monitoring', ['api', 'ask']),
  part('new', 'sophia:something:New'),
];

test('the picture in docs/ is that of the program: npm run docs:architecture draws it', async () => {
  const recording = await recorded('production', 'invented');
  const svg = readFileSync(path.join(root, 'docs/architecture.svg'), 'utf8');
  expect(svgOf(partsOf(recording), 'production')).toBe(svg);
}, 120_000);

test('the README shows it', () => {
  expect(readFileSync(path.join(root, 'README.md'), 'utf8')).toContain('(docs/architecture.svg)');
});

test('every part has its place, inside the picture and beside all others', () => {
  const boxes = place(parts);
  expect(boxes.map(box => box.part.name).toSorted()).toEqual(parts.map(({ name }) => name).toSorted());
  for (const box of boxes) {
    expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(40);
    expect(box.x + box.width).toBeLessThanOrEqual(width - 40 + 0.001);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
  const meet = (one: Box, other: Box): boolean =>
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height;
  for (const one of boxes) for (const other of boxes) expect(one !== other && meet(one, other)).toBe(false);
});

test('a function that nothing calls stands with what watches, and so does what is not known', () => {
  const rows = new Map(place(parts).map(({ part: { name }, row }) => [name, row]));
  expect([rows.get('ask'), rows.get('report'), rows.get('new')]).toEqual(['work', 'ground', 'ground']);
});

test('lines lead from what asks to what is asked, each to a point of its own; what watches has none', () => {
  const lines = connect(place(parts));
  expect(lines.map(({ from, to }) => `${from.part.name} ${to.part.name}`).toSorted()).toEqual([
    'api ask',
    'api users',
    'ask store',
    'dashboards store',
    'dashboards users',
  ]);
  const ends = lines.map(({ end }) => `${end.x},${end.y}`);
  expect(new Set(ends).size).toBe(ends.length);
});

test('names can’t break the picture', () => {
  const svg = svgOf([part('<b>&"', 'sophia:something:New')], '<i>');
  expect(svg).not.toMatch(/<[bi]>/);
  expect(svg).toContain('&lt;b&gt;&amp;&quot;');
});
