import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadPersonas } from '../../core/identity/load-personas.ts';
import { loadModel } from '../../core/semantic/model/load.ts';
import { parseYaml } from '../../core/semantic/model/yaml.ts';
import { type Dataset, makeDataset } from '../scripts/dataset.ts';

const modelFile = 'models/supply-chain.yaml';
const personasFile = 'models/personas.yaml';
const model = loadModel(await readFile(modelFile, 'utf8'), { file: modelFile });
const personas = loadPersonas(await readFile(personasFile, 'utf8'), { file: personasFile, model, parse: parseYaml });

let data: Dataset;
let folder: string;
beforeAll(async () => {
  data = await makeDataset({ scale: 0.008, seed: 7, until: '2026-06-30' });
  folder = await mkdtemp(path.join(tmpdir(), 'sophia-examples-'));
});
afterAll(async () => {
  await data.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly id: string;
  readonly status: string;
  readonly results?: { readonly rows: readonly unknown[] };
}

const asked = [
  ...personas.map(({ name, examples }) => [name, examples] as const),
  ['executive', model.aiContext.examples] as const,
];

/** By the command, as a person would. */
test.each(asked)('every example of the %s is answered with rows', async (persona, examples) => {
  const batch = path.join(folder, 'batch.jsonl');
  await writeFile(batch, examples.map(question => `${JSON.stringify({ id: question, question })}\n`).join(''));
  const files = ['--data', data.directory, '--model', modelFile, '--personas', personasFile, '--batch', batch];
  const command = ['scripts/ask.ts', ...files, '--persona', persona, '--now', '2026-07-01T00:00:00Z'];
  const { stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  const answers = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Answer);
  const outcomes = answers.map(({ id, status, results }) => [id, status, (results?.rows.length ?? 0) > 0]);
  expect(outcomes).toEqual(examples.map(question => [question, 'answered', true]));
});
