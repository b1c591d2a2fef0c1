import path from 'node:path';
import { expect, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import ts from 'typescript';
import { record } from '../../scripts/stack/engine.ts';
import { readProject } from '../../scripts/stack/project.ts';
import { plain } from '../../scripts/stack/values.ts';
import { recorded } from '../support/recordings.ts';

const folder = path.resolve('docs/examples/on-call');

test('the program that reads a stack’s outputs is compiled with everything else', () => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const { fileNames } = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, host)!;
  expect(fileNames.map(name => path.resolve(name))).toContain(path.join(folder, 'index.ts'));
});

test('it runs where nothing is deployed yet', async () => {
  const { exitCode, terminal, resources } = await record({ root: folder, stack: 'production', stackTraceLimit: 0 });
  expect({ exitCode, terminal }).toEqual({ exitCode: 0, terminal: '' });
  expect(resources.map(({ name }) => name).toSorted()).toEqual(
    ['health-address', 'on-call', 'on-call-production', 'sessions-throttled'].toSorted(),
  );
}, 60_000);

test('it reads what the platform hands over, by the names it has there', async () => {
  const { outputs } = await recorded('development', 'invented');
  const made = new Map<string, Record<string, unknown>>();
  pulumi.runtime.setAllConfig(readProject(folder, 'production').config);
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        made.set(name, plain(inputs) as Record<string, unknown>);
        const state = type === 'pulumi:pulumi:StackReference' ? { ...inputs, outputs } : inputs;
        return { id: `${name}-id`, state };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    'on-call',
    'production',
    false,
  );
  const { apiUrl } = (await import('../../docs/examples/on-call/index.ts')) as { apiUrl: pulumi.Output<string> };
  await pulumi.runtime.disconnect();
  expect(await new Promise(resolve => apiUrl.apply(resolve))).toBe(outputs['api_url']);
  expect(made.get('on-call')).toMatchObject({ topic: outputs['alarm_topic_arn'] });
  expect(made.get('health-address')).toMatchObject({ value: `${String(outputs['dashboard_platform_url'])}/health` });
  expect(made.get('sessions-throttled')).toMatchObject({ dimensions: { TableName: outputs['sessions_table'] } });
}, 120_000);
