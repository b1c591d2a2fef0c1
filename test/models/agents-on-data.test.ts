import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Persona } from '../../core/identity/persona.ts';
import type { Platform } from '../../local/platform.ts';
import { openForCommand } from '../../scripts/ask/platform.ts';
import { type Dataset, makeDataset } from '../scripts/dataset.ts';
import { byHand } from './agents-by-hand.ts';

/** Agents over the wholesaler's data give what SQL written from their textbooks gives. */
let data: Dataset;
let platform: Platform;
let persona: Persona;

beforeAll(async () => {
  data = await makeDataset({ scale: 0.05, seed: 11, until: '2026-06-30' });
  ({ platform, persona } = await openForCommand({
    data: data.directory,
    model: join(import.meta.dirname, '..', '..', 'models', 'supply-chain.yaml'),
    now: '2026-07-01T00:00:00Z',
  }));
}, 120_000);
afterAll(async () => {
  await platform?.close();
  await data?.close();
});

/** Numbers to nine digits: sums of doubles differ in the last ones. */
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return 'missing';
  const number = Number(String(value));
  return Number.isFinite(number) ? String(Number(number.toPrecision(9))) : String(value);
};
const lines = (rows: readonly (readonly unknown[])[]) => rows.map(row => row.map(cell).join(' | ')).sort();

test.each(Object.entries(byHand))('%s', async (calculation, { agent, keys, numbers, sql }) => {
  const answer = await platform.answerer.answer({
    ...{ queryId: `by-hand-${calculation}`, username: 'ann', persona, question: '', choices: {}, conversation: [] },
    agent: { name: agent, calculation },
  });
  const { columns = [], rows = [], truncated } = answer.results ?? {};
  const at = [...keys, ...numbers].map(name => columns.findIndex(column => column.name === name));
  const told = rows
    .map(row => at.map(index => row[index]))
    // What can't be computed says why in words: it is not compared.
    .filter(row => row.slice(keys.length).some(value => value !== null));
  const wanted = lines(await data.rows(sql));
  expect(wanted.length).toBeGreaterThan(2);
  if (truncated) expect(wanted).toEqual(expect.arrayContaining(lines(told)));
  else expect(lines(told)).toEqual(wanted);
});
