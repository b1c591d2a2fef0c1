import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { record } from '../../scripts/stack/engine.ts';
import { readProject } from '../../scripts/stack/project.ts';
import { type Recording, stackType } from '../../scripts/stack/recorded.ts';
import { temporaryFolder } from '../support/folder.ts';

const house = path.resolve('.');
const trials = temporaryFolder('refusals');

/** The paths of the faults that a program told in its one message, before anything was registered. */
function refusedFor({ exitCode, resources, messages, terminal }: Recording): string[] {
  expect(exitCode).not.toBe(0);
  expect(resources.filter(({ type }) => type !== stackType)).toEqual([]);
  expect({ messages: messages.length, terminal }).toEqual({ messages: 1, terminal: '' });
  const [first, ...lines] = messages[0]!.text.trim().split('\n');
  expect(first).toMatch(/^Stack \w+ can't be made as it is asked for:$/);
  expect(messages[0]!.text).not.toMatch(/^\s+at /m);
  return lines.filter(line => /^ {2}\S/.test(line)).map(line => /^ {2}([^:]+(?::region)?): .*[.?]$/.exec(line)![1]!);
}

/** The project with some of its files in another state: all others are the very same. */
function changed(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(trials, name);
  mkdirSync(folder);
  const copied = new Set(Object.keys(files).map(file => file.split('/')[0]!));
  for (const entry of readdirSync(house).filter(some => some !== '.git' && some !== '.sophia')) {
    if (copied.has(entry)) cpSync(path.join(house, entry), path.join(folder, entry), { recursive: true });
    else symlinkSync(path.join(house, entry), path.join(folder, entry));
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return folder;
}

describe('a stack that can’t be made is refused in one message, and nothing is registered', () => {
  test('settings missing, unknown and wrong, and a production stack with nobody to tell and no certificate', async () => {
    const config = {
      'sophia:environment': 'production',
      'sophia:certificate_arn': '',
      'sophia:alarm_emails': '[]',
      'sophia:cidr': '10.0.0.0/24',
      'sophia:zones': '9',
      'sophia:colour': 'red',
      'sophia:domain_name': '',
      'sophia:api_domain_name': '',
    };
    const faults = refusedFor(await record({ root: house, stack: 'production', config, stackTraceLimit: 0 }));
    const wanted = ['alarm_emails', 'certificate_arn', 'cidr', 'colour', 'domain_name', 'zones'];
    expect(faults.toSorted()).toEqual(wanted);
  }, 60_000);

  test('a model file that is not there', async () => {
    const config = { 'sophia:model_file': 'models/none.yaml' };
    expect(refusedFor(await record({ root: house, stack: 'development', config, stackTraceLimit: 0 }))).toEqual([
      'model_file',
    ]);
  }, 60_000);

  test('functions whose bundles fail to build, all of them at once, with the place, beside a wrong setting', async () => {
    const root = changed('bundles', {
      'lambdas/cost-reporter/handler.ts': `import { nothing } from './no-such-file.ts';\nexport const handler = nothing;\n`,
      'lambdas/user-migration/handler.ts': `export const handler = ;\n`,
    });
    const config = { 'sophia:colour': 'red' };
    const recording = await record({ root, stack: 'development', config, stackTraceLimit: 0 });
    expect(refusedFor(recording).toSorted()).toEqual([
      'colour',
      'lambdas/cost-reporter/handler.ts',
      'lambdas/user-migration/handler.ts',
    ]);
    expect(recording.messages[0]!.text).toContain('lambdas/user-migration/handler.ts:1:24');
  }, 180_000);
});

/** What AWS tells of the region: these zones, or why not. */
type Zones = readonly string[] | Error;

/** The message with which the program refuses, run in this process as far as it comes: nothing is registered. */
async function refusal(
  config: Readonly<Record<string, string>>,
  zones: Zones = ['us-east-1a', 'us-east-1b'],
): Promise<string> {
  const registered: string[] = [];
  pulumi.runtime.setAllConfig({ ...readProject(house, 'development').config, ...config });
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => {
        registered.push(name);
        return { id: undefined, state: inputs };
      },
      call: () => {
        if (zones instanceof Error) throw zones;
        return { names: zones };
      },
    },
    'sophia',
    'development',
    true,
  );
  const { default: platform } = (await import('../../stacks/index.ts')) as { default: () => Promise<unknown> };
  const message = await platform().then(
    () => '',
    (error: Error) => error.message,
  );
  expect(registered).toEqual([]);
  return message;
}

const faultsOf = (message: string): string[] =>
  message
    .split('\n')
    .slice(1)
    .flatMap(line => /^ {2}([^\s:]+): .*[.?]$/.exec(line)?.[1] ?? []);

describe('before anything is registered', () => {
  test('more zones than the region has', async () => {
    expect(await refusal({ 'sophia:zones': '3' })).toMatch(/^ {2}zones: us-east-1 has 2, 3 were asked for\. \S.*\.$/m);
  }, 60_000);

  test('a region that AWS tells nothing of', async () => {
    const message = await refusal({}, Object.assign(new Error(), { details: 'no such host' }));
    expect(faultsOf(message)).toEqual(['region']);
    expect(message).toContain('no such host');
  });

  test('settings, files and zones, all at once', async () => {
    const config = { colour: 'red', zones: '3', model_file: 'models/none.yaml', dashboards_folder: 'models/none' };
    const given = Object.fromEntries(Object.entries(config).map(([name, value]) => [`sophia:${name}`, value]));
    expect(faultsOf(await refusal(given)).toSorted()).toEqual(Object.keys(config).toSorted());
  });

  test('an environment that nobody knows', async () => {
    expect(faultsOf(await refusal({ 'sophia:environment': 'staging' }))).toEqual(['environment']);
  });

  test('no settings at all', async () => {
    const config = Object.fromEntries(Object.keys(readProject(house, 'development').config).map(key => [key, '']));
    expect(faultsOf(await refusal(config)).toSorted()).toEqual(['environment', 'region']);
  });

  test('a model file that doesn’t load, with the place of each fault', async () => {
    const model = readFileSync('models/supply-chain.yaml', 'utf8').replace(/^( *)datasets:/m, '$1datsets:');
    writeFileSync(path.join(trials, 'broken.yaml'), model);
    const message = await refusal({ 'sophia:model_file': path.join(trials, 'broken.yaml') });
    expect(faultsOf(message)).toEqual(['model_file']);
    expect(message).toMatch(/^ {4}\S+broken\.yaml:\d+ [\w.]+ at /m);
  });

  test('files that are not there, each of them by its name', async () => {
    const message = await refusal({
      'sophia:model_file': 'models/supply-chain.yaml, models/none.yaml, models/nothing.yaml',
      'sophia:personas_file': 'models',
    });
    expect(
      message
        .split('\n')
        .slice(1)
        .map(line => line.trim().split(' (')[0]),
    ).toEqual([
      "model_file: models/none.yaml can't be read",
      "model_file: models/nothing.yaml can't be read",
      "personas_file: models can't be read",
    ]);
  });

  test('a list of models without one, and a folder that is a file', async () => {
    const config = { 'sophia:model_file': ' , ', 'sophia:dashboards_folder': 'models/personas.yaml' };
    expect(faultsOf(await refusal(config)).toSorted()).toEqual(['dashboards_folder', 'model_file']);
  });

  test('files that neither archives nor the image would have', async () => {
    const [model, personas] = ['supply-chain.yaml', 'personas.yaml'].map(name => {
      cpSync(path.join('models', name), path.join(trials, name));
      return path.join(trials, name);
    });
    const message = await refusal({
      'sophia:model_file': model!,
      'sophia:personas_file': personas!,
      'sophia:dashboards_folder': 'models/../docs',
    });
    expect(faultsOf(message).toSorted()).toEqual(['dashboards_folder', 'model_file', 'personas_file']);
  });

  test('names that the catalog and Athena don’t take, each of them', async () => {
    const files = {
      'shop.yaml': `name: shop
datasets:
  - name: sales
    source: shop."Sales of 2026"
    primary_key: [id]
    fields: [{name: id, expression: id}, {name: day, expression: '"Day of sale"', datatype: Date}]
metrics: [{name: sales_count, expression: COUNT(sales.id)}]
`,
      'doctors.yaml': `personas: [{name: Ärztin, title: Doctor, datasets: '*', metrics: '*'}]\n`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(trials, name), text);
    const message = await refusal({
      'sophia:model_file': path.join(trials, 'shop.yaml'),
      'sophia:personas_file': path.join(trials, 'doctors.yaml'),
    });
    expect(message).toContain('model_file: the table sales of 2026: ');
    expect(message).toContain('model_file: the table sales of 2026, column day of sale: ');
    expect(message).toContain('personas_file: the persona Ärztin: ');
  });

  test('personas that the model doesn’t know', async () => {
    const personas = readFileSync('models/personas.yaml', 'utf8').replace(/stock_history/g, 'no_such_dataset');
    writeFileSync(path.join(trials, 'personas.yaml'), personas);
    expect(faultsOf(await refusal({ 'sophia:personas_file': path.join(trials, 'personas.yaml') }))).toEqual([
      'personas_file',
    ]);
  });
});
