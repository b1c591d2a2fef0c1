import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Platform } from '../../../local/platform.ts';
import { openForCommand } from '../../../scripts/ask/platform.ts';
import { generateData } from '../../../scripts/data/generate.ts';
import { temporaryFolder } from '../../support/folder.ts';

const now = '2026-07-01T00:00:00Z';
const data = temporaryFolder('before-a-guess');
const model = join(import.meta.dirname, '..', '..', '..', 'models', 'supply-chain.yaml');
let platform: Platform;
let persona: Persona;

beforeAll(async () => {
  await generateData({ directory: data, scale: 0.002, until: '2026-06-30', only: 'supply-chain' });
  ({ platform, persona } = await openForCommand({ data, model, now }));
}, 120_000);
afterAll(() => platform?.close());

const answerTo = (question: string) =>
  platform.answerer.answer({
    queryId: 'q',
    username: 'u',
    persona,
    question,
    conversation: [],
    choices: {},
  });

describe('over a model where its words could be names', () => {
  test('the whole phrase of an agent goes before a guess at a name', async () => {
    const answer = await answerTo('lead time distribution');
    expect(answer).toMatchObject({
      status: 'answered',
      computation: { agent: 'logistics', calculation: 'lead_time' },
    });
  });

  test('what is named as it is called stays a question of the model', async () => {
    expect((await answerTo('days of cover')).computation ?? null).toBeNull();
  });
});
