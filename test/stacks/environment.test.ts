import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readServerSettings } from '../../dashboard/server/settings.ts';
import { readDashboardSettings } from '../../lambdas/dashboard-generator/settings.ts';
import { readCloudSettings } from '../../lambdas/query-orchestrator/settings.ts';
import type { Recording } from '../../scripts/stack/recorded.ts';
import { unknownValue } from '../../scripts/stack/values.ts';
import { recorded } from '../support/recordings.ts';

type Variables = Readonly<Record<string, string>>;

/** What is handed over for programs that are not here. */
const forOthers = ['SOPHIA_BACKEND_URL'];

/** Names of variables in the sources of these folders. */
function readIn(...folders: readonly string[]): ReadonlySet<string> {
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .map(file => path.join(folder, file)),
  );
  return new Set(files.flatMap(file => readFileSync(file, 'utf8').match(/\bSOPHIA_[A-Z_]+\b/g) ?? []));
}

/** Those that a schema asks for without a default. */
const requiredIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^ +(SOPHIA_[A-Z_]+): text,$/gm)].map(([, name]) => name!);

describe.each(['development', 'production'])('in %s', stack => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await recorded(stack, 'invented');
  }, 120_000);

  const functionVariables = (part: string): Variables => {
    const { inputs } = recording.resources.find(({ name }) => name === `sophia-${stack}-${part}-function`)!;
    return (inputs['environment'] as { variables: Variables }).variables;
  };
  const serverVariables = (): Variables => {
    const { inputs } = recording.resources.find(({ type }) => type === 'aws:ecs/taskDefinition:TaskDefinition')!;
    const [container] = JSON.parse(inputs['containerDefinitions'] as string) as [{ environment: Variable[] }];
    return Object.fromEntries(container.environment.map(({ name, value }) => [name, value]));
  };
  interface Variable {
    readonly name: string;
    readonly value: string;
  }
  /** Names that AWS gives when it makes something are in a form of their own. */
  const asDeployed = (variables: Variables): Variables => ({
    ...variables,
    SOPHIA_USER_POOL_ID: 'us-east-1_Ab1Cd2Ef3',
  });

  test('the function that answers can start with what it is told, and is told nothing that nobody reads', () => {
    const variables = functionVariables('query-orchestrator');
    expect(readCloudSettings(asDeployed(variables))).toMatchObject({
      SOPHIA_ENVIRONMENT: stack,
      SOPHIA_ENGINE: 'athena',
      SOPHIA_ATHENA_DATABASE: `sophia_${stack}`,
    });
    const known = readIn('lambdas/query-orchestrator');
    expect(Object.keys(variables).filter(name => !known.has(name) && !forOthers.includes(name))).toEqual([]);
  });

  test('so can the function of dashboards, which has those that are put in place at the start in its archive', () => {
    const variables = asDeployed(functionVariables('dashboard-generator'));
    expect(readCloudSettings(variables).SOPHIA_MODEL_FILE).toEqual([
      'models/supply-chain.yaml.json',
      'models/company.yaml.json',
    ]);
    expect(readDashboardSettings(variables).SOPHIA_DASHBOARDS_FOLDER).toBe('models/dashboards');
    const known = readIn('lambdas');
    expect(Object.keys(variables).filter(name => !known.has(name) && !forOthers.includes(name))).toEqual([]);
    const { inputs } = recording.resources.find(({ name }) => name === `sophia-${stack}-dashboard-generator-schedule`)!;
    expect(inputs['scheduleExpression']).toBe('rate(1 minute)');
  });

  test('every persona has a workgroup', () => {
    const workgroups = JSON.parse(functionVariables('query-orchestrator')['SOPHIA_ATHENA_WORKGROUPS']!) as Variables;
    const files = ['models/personas.yaml', 'models/company-personas.yaml'];
    const personas = files.flatMap(file => readFileSync(file, 'utf8').match(/^ {2}- name: \w+$/gm)!);
    expect(Object.keys(workgroups).toSorted()).toEqual(personas.map(line => line.split(': ')[1]!).toSorted());
  });

  test('so can the server, which reaches the cache too', () => {
    const variables = serverVariables();
    const settings = readServerSettings(asDeployed(variables));
    expect(settings.cloud.SOPHIA_CACHE_SECRET_ARN).toBe(variables['SOPHIA_CACHE_SECRET_ARN']);
    expect(settings.SOPHIA_DOCUMENTS_BUCKET).toContain('lake-documents');
    const known = readIn('lambdas', 'dashboard/server');
    expect(Object.keys(variables).filter(name => !known.has(name) && !forOthers.includes(name))).toEqual([]);
  });

  test.each(['user-migration', 'cost-reporter'])('%s is told all that it asks for, and nothing else', part => {
    const variables = functionVariables(part);
    const wanted = requiredIn(`lambdas/${part}/handler.ts`);
    expect(wanted.length).toBeGreaterThan(0);
    expect(Object.keys(variables)).toEqual(expect.arrayContaining(wanted));
    const known = readIn(`lambdas/${part}`);
    expect(Object.keys(variables).filter(name => !known.has(name))).toEqual([]);
  });

  test('nothing is told that is not known by the time it is deployed', () => {
    for (const part of ['query-orchestrator', 'dashboard-generator', 'user-migration', 'cost-reporter']) {
      expect(Object.values(functionVariables(part))).not.toContain(unknownValue);
    }
  });

  test('people are taken over from the users file by the function that the pool is told of', () => {
    const named = (name: string) => recording.resources.find(one => one.name === `sophia-${stack}-${name}`)!;
    expect(named('users-pool').propertyDependencies['lambdaConfig']).toContain(named('user-migration-live').urn);
    expect(named('users-migration-permission').inputs).toMatchObject({
      principal: 'cognito-idp.amazonaws.com',
      qualifier: 'live',
      sourceArn: expect.stringContaining(`sophia-${stack}-users-pool`),
    });
  });
});
