import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { record } from '../../../scripts/stack/engine.ts';
import { ProjectError } from '../../../scripts/stack/project.ts';
import type { RecordedResource, Recording } from '../../../scripts/stack/recorded.ts';
import { unknownValue } from '../../../scripts/stack/values.ts';
import { temporaryFolder } from '../../support/folder.ts';

const house = path.resolve(import.meta.dirname, '../../..');
const root = path.join(house, 'test/support/fixture-stack');
const named = ({ resources }: Recording, name: string): RecordedResource =>
  resources.find(resource => resource.name === name)!;

const trials = temporaryFolder('stack');
let count = 0;

/** A project of one file. */
function program(text: string): string {
  const folder = path.join(trials, String(++count));
  mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  symlinkSync(path.join(house, 'node_modules/@pulumi'), path.join(folder, 'node_modules/@pulumi'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const runtime = { name: 'nodejs', options: { typescript: false } };
  writeFileSync(path.join(folder, 'Pulumi.yaml'), JSON.stringify({ name: 'trial', runtime, main: 'index.ts' }));
  writeFileSync(path.join(folder, 'Pulumi.small.yaml'), '');
  writeFileSync(path.join(folder, 'index.ts'), text);
  return folder;
}

describe('a program in the preview of a new stack', () => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await record({ root, stack: 'small' });
  }, 60_000);

  test('runs to its end, and says what it exports', () => {
    expect(recording).toMatchObject({ project: 'fixture', stack: 'small', exitCode: 0, terminal: '', messages: [] });
    expect(recording.outputs).toEqual({
      zones: 2,
      vpc: unknownValue,
      owner: '000000000000',
      token: 'secret',
      arn: unknownValue,
    });
  });

  test('its resources are told in the order of registration, with parents and URNs as the engine gives them', () => {
    expect(recording.resources.map(({ urn }) => urn.slice('urn:pulumi:small::fixture::'.length)).toSorted()).toEqual([
      'awsx:ec2:Vpc::network',
      'pulumi:pulumi:Stack::fixture-small',
      'sophia:fixture:Store$aws:dynamodb/table:Table::store-table',
      'sophia:fixture:Store$aws:iam/policy:Policy::store-policy',
      'sophia:fixture:Store$aws:sns/topic:Topic::store-topic',
      'sophia:fixture:Store::store',
    ]);
    expect(named(recording, 'store-table')).toMatchObject({
      parent: named(recording, 'store').urn,
      custom: true,
      remote: false,
      protect: true,
      inputs: { billingMode: 'PAY_PER_REQUEST', attributes: [{ name: 'id', type: 'S' }] },
    });
    expect(named(recording, 'network')).toMatchObject({ remote: true, inputs: { numberOfAvailabilityZones: 2 } });
    expect(named(recording, 'store')).toMatchObject({ custom: false, remote: false });
  });

  test('what comes from other resources is unknown, and says from which', () => {
    const topic = named(recording, 'store-topic');
    expect(topic.inputs['displayName']).toBe(unknownValue);
    expect(topic.propertyDependencies['displayName']).toEqual([named(recording, 'store-table').urn]);
  });
});

test('with outputs made up, what is built from them can be read', async () => {
  const recording = await record({ root, stack: 'small', outputs: 'invented' });
  const document = JSON.parse(String(named(recording, 'store-policy').inputs['policy']));
  expect(document.Statement[0].Resource).toEqual(['arn:aws:dynamodb:us-east-1:000000000000:store-table']);
}, 60_000);

test('settings can be given over those of the file', async () => {
  const recording = await record({ root, stack: 'small', config: { 'fixture:zones': '3' } });
  expect(recording.outputs['zones']).toBe(3);
}, 60_000);

test('a program that fails says why, in its exit code and its messages', async () => {
  const folder = program(`
    import * as pulumi from '@pulumi/pulumi';
    throw new pulumi.RunError('zones: too many');
  `);
  const recording = await record({ root: folder, stack: 'small' });
  expect(recording.exitCode).not.toBe(0);
  expect(recording.messages).toEqual([{ severity: 'error', text: expect.stringContaining('zones: too many') }]);
}, 60_000);

test('a name that is taken is refused as the engine refuses it', async () => {
  const folder = program(`
    import * as pulumi from '@pulumi/pulumi';
    new pulumi.ComponentResource('trial:index:Part', 'one');
    new pulumi.ComponentResource('trial:index:Part', 'one');
  `);
  const recording = await record({ root: folder, stack: 'small' });
  expect(recording.exitCode).not.toBe(0);
  expect(recording.resources.filter(({ name }) => name === 'one')).toHaveLength(1);
}, 60_000);

test('what the program asks of transforms and functions is answered', async () => {
  const folder = program(`
    import * as aws from '@pulumi/aws';
    import * as pulumi from '@pulumi/pulumi';
    pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props, opts }));
    const parent = new pulumi.ComponentResource('trial:index:Part', 'part', {}, {
      transforms: [({ props, opts }) => ({ props: { ...props, tags: { seen: 'yes' } }, opts })],
    });
    new aws.sqs.Queue('queue', {}, { parent });
    export const zones = (await aws.getAvailabilityZones({})).names;
  `);
  const recording = await record({ root: folder, stack: 'small', config: { 'aws:region': 'eu-west-1' } });
  expect(recording.outputs['zones']).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
  expect(named(recording, 'queue').inputs).toEqual({ tags: { seen: 'yes' } });
}, 60_000);

test('a function whose answer is not known is an error that says where to describe it', async () => {
  const folder = program(`
    import * as aws from '@pulumi/aws';
    await aws.ec2.getAmi({ owners: ['amazon'] });
  `);
  const recording = await record({ root: folder, stack: 'small' });
  expect(recording.exitCode).not.toBe(0);
  expect(`${recording.terminal}${recording.messages.map(({ text }) => text).join()}`).toContain('getAmi');
}, 60_000);

test('a stack without a file, and a folder without a project, are refused with the file', async () => {
  await expect(record({ root, stack: 'absent' })).rejects.toThrow(ProjectError);
  await expect(record({ root, stack: 'absent' })).rejects.toThrow('Pulumi.absent.yaml');
  await expect(record({ root: path.join(house, 'docs'), stack: 'small' })).rejects.toThrow('Pulumi.yaml');
});
