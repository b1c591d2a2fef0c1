import { beforeAll, describe, expect, test } from '@jest/globals';
import { memoryTag } from '../../scripts/stack/pause/memory.ts';
import { readProject } from '../../scripts/stack/project.ts';
import type { RecordedResource, Recording } from '../../scripts/stack/recorded.ts';
import { unknownValue } from '../../scripts/stack/values.ts';
import { recorded } from '../support/recordings.ts';
import { drawn } from './drawn.ts';

/** Every output that other services count on. */
const contract = [
  'ai_generator_url',
  'alarm_topic_arn',
  'api_url',
  'cache_endpoint',
  'ceo_dashboard_url',
  'cluster_name',
  'conversations_table',
  'dashboard_platform_url',
  'knowledge_dashboard_url',
  'monthly_cost_estimate_usd',
  'project_dashboard_url',
  'sessions_table',
  'user_pool_client_id',
  'user_pool_id',
];

/** Characters that AWS takes in names, where these are few. */
const longest: Readonly<Record<string, number>> = {
  'aws:cfg/rule:Rule': 128,
  'aws:cloudwatch/eventRule:EventRule': 64,
  'aws:elasticache/replicationGroup:ReplicationGroup': 40,
  'aws:iam/role:Role': 64,
  'aws:iam/rolePolicy:RolePolicy': 128,
  'aws:lambda/function:Function': 64,
  'aws:lb/loadBalancer:LoadBalancer': 32,
  'aws:lb/targetGroup:TargetGroup': 32,
  'aws:s3/bucket:Bucket': 63,
  'aws:sqs/queue:Queue': 80,
  'aws:wafv2/webAcl:WebAcl': 128,
};

const isOfAws = ({ type, custom }: RecordedResource): boolean => custom && type.startsWith('aws:');

describe.each(['development', 'production'])('the stack %s', stack => {
  let known: Recording;
  let unknown: Recording;
  beforeAll(async () => {
    [known, unknown] = await Promise.all([recorded(stack, 'invented'), recorded(stack, 'unknown')]);
  }, 240_000);

  test('is what was reviewed', () => {
    expect(drawn(known)).toMatchSnapshot();
  });

  test('its program runs to its end and has nothing to complain of', () => {
    for (const { exitCode, terminal, messages } of [known, unknown]) {
      expect({ exitCode, terminal, messages }).toEqual({ exitCode: 0, terminal: '', messages: [] });
    }
  });

  test('no two resources have one URN', () => {
    const urns = known.resources.map(({ urn }) => urn);
    expect(new Set(urns).size).toBe(urns.length);
  });

  test('a preview, which knows no outputs, shows the very same resources', () => {
    expect(drawn(unknown)).toBe(drawn(known));
  });

  test('no value is a text made of a value that is not known', () => {
    const texts = (value: unknown): string[] => {
      if (typeof value === 'string') return [value];
      return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
    };
    for (const { inputs, name } of [...known.resources, ...unknown.resources]) {
      for (const text of texts(inputs).filter(some => some !== unknownValue)) {
        expect(`${name}: ${text}`).not.toMatch(/\[object|undefined|NaN|Calling \[toString\]|04da6b54-80e4/);
      }
    }
  });

  test('no name that Pulumi makes, of a resource’s name and eight characters, is longer than AWS takes', () => {
    const made = known.resources.filter(({ type, inputs }) => longest[type] && !inputs['name'] && !inputs['bucket']);
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter(({ type, name }) => name.length + 8 > longest[type]!).map(({ name }) => name)).toEqual([]);
  });

  test('every resource stands below a component, and is named after it', () => {
    const byUrn = new Map(known.resources.map(resource => [resource.urn, resource]));
    for (const { name, parent } of known.resources.filter(
      ({ custom, type }) => custom && !type.startsWith('pulumi:'),
    )) {
      const above = byUrn.get(parent)!;
      expect(above.type).toMatch(/^sophia:/);
      expect(name.startsWith(`${above.name}-`)).toBe(true);
    }
  });

  test('everything that can have tags has them, by the one provider of all', () => {
    const providers = known.resources.filter(({ type }) => type === 'pulumi:providers:aws');
    expect(providers.map(({ inputs }) => JSON.parse(String(inputs['defaultTags'])))).toEqual([
      { tags: { Project: 'sophia', Environment: stack, Stack: stack, ManagedBy: 'pulumi' } },
    ]);
    // What a pause remembers is left where it is: `pulumi up` would forget how everything was.
    expect(providers.map(({ inputs }) => JSON.parse(String(inputs['ignoreTags'])))).toEqual([{ keys: [memoryTag] }]);
    for (const { name, provider } of known.resources.filter(isOfAws)) {
      expect(`${name} by ${provider}`).toMatch(new RegExp(`^${name} by ${providers[0]!.urn}::`));
    }
  });

  test('the number of tasks is the scaling’s and the pause’s: no update sets it', () => {
    const services = known.resources.filter(({ type }) => type === 'aws:ecs/service:Service');
    expect(services.map(({ ignoreChanges }) => ignoreChanges)).toEqual([['desiredCount']]);
    // Calls at a time are the pause's alone.
    const functions = known.resources.filter(({ type }) => type === 'aws:lambda/function:Function');
    for (const { inputs } of functions) expect(inputs['reservedConcurrentExecutions']).toBeUndefined();
  });

  test('hands over all that other services count on', () => {
    expect(Object.keys(known.outputs)).toEqual(expect.arrayContaining(contract));
    for (const value of Object.values(known.outputs)) expect(value).toBeTruthy();
  });

  test('no role has more policies of its own than IAM takes: 10,240 characters', () => {
    const lengths = known.resources
      .filter(({ type }) => type === 'aws:iam/rolePolicy:RolePolicy')
      .map(({ name, inputs }) => [name, String(inputs['policy']).length] as const);
    expect(lengths.length).toBeGreaterThan(5);
    // What AWS names is somewhat longer than what is made up here.
    expect(lengths.filter(([, length]) => length > 9_000)).toEqual([]);
  });

  test('nothing of it is wide open: no action ends in *, none is denied to nobody', () => {
    const allowed = known.resources.flatMap(({ name, inputs }) =>
      [inputs['policy'], inputs['assumeRolePolicy']]
        .filter(text => typeof text === 'string' && text.includes('"Statement"'))
        .flatMap(text => (JSON.parse(text as string) as { Statement: Statement[] }).Statement)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action }) => [Action].flat().map(action => `${name}: ${action}`)),
    );
    expect(allowed.length).toBeGreaterThan(60);
    expect(allowed.filter(action => action.includes('*'))).toEqual([]);
  });
});

describe('documents', () => {
  test('are read and written by the server alone; besides, they are copied to the second region', async () => {
    const { resources } = await recorded('production', 'invented');
    const reaching = resources
      .filter(({ type }) => type.startsWith('aws:iam/'))
      .filter(({ inputs }) => JSON.stringify(inputs).includes('lake-documents'));
    expect(reaching.map(({ name }) => name.replace('sophia-production-', ''))).toEqual([
      'lake-documents-copy-policy',
      'dashboards-task-policy',
    ]);
  }, 240_000);
});

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
}

describe('production', () => {
  test('locks all that can’t be made again: AWS refuses to delete it, and so does Pulumi', async () => {
    const { resources } = await recorded('production', 'invented');
    const kept = resources.filter(({ type }) => /dynamodb\/table:|cognito\/userPool:|s3\/bucket:Bucket$/.test(type));
    const data = kept.filter(({ name }) => !/-access-logs$|-audit-(trail|configuration)/.test(name));
    expect(data.length).toBeGreaterThanOrEqual(13);
    for (const { name, protect } of data) expect(`${name} ${protect}`).toBe(`${name} true`);
    for (const { inputs } of kept) expect(inputs['forceDestroy'] ?? false).toBe(false);
    // What is made of settings and the model can be replaced without unlocking anything.
    const locked = new Set(resources.filter(({ protect }) => protect).map(({ type }) => type.split(':').at(-1)));
    expect([...locked].toSorted()).toEqual(['Bucket', 'Key', 'ReplicaKey', 'Table', 'UserPool']);
  }, 240_000);

  test('takes passwords over TLS alone: what comes by HTTP is sent on', async () => {
    const { resources } = await recorded('production', 'invented');
    const listeners = resources.filter(({ type }) => type === 'aws:lb/listener:Listener').map(({ inputs }) => inputs);
    expect(
      listeners.map(({ port, defaultActions }) => [port, (defaultActions as { type: string }[])[0]!.type]),
    ).toEqual(
      expect.arrayContaining([
        [80, 'redirect'],
        [443, 'forward'],
      ]),
    );
    expect(listeners).toHaveLength(2);
  }, 240_000);
});

describe('emulator', () => {
  /** Services that resources of a module are made by, where these are not the one of its name. */
  const services: Readonly<Record<string, readonly string[]>> = {
    appautoscaling: ['applicationautoscaling'],
    cfg: ['configservice'],
    cloudwatch: ['cloudwatch', 'events', 'logs'],
    cognito: ['cognitoidp'],
    costexplorer: ['ce'],
    lb: ['elbv2'],
    // Tags of buckets are asked of the second.
    s3: ['s3', 's3control'],
    vpc: ['ec2'],
  };

  test('every service is the one of the emulator: nothing of this stack is asked of AWS', async () => {
    const { resources } = await recorded('production', 'invented');
    const modules = new Set(resources.filter(isOfAws).map(({ type }) => type.split(/[:/]/)[1]!));
    const { config } = readProject('.', 'emulator');
    const [endpoints] = JSON.parse(config['aws:endpoints']!) as [Readonly<Record<string, string>>];
    expect(new Set(Object.values(endpoints)).size).toBe(1);
    const needed = [...modules].flatMap(module => services[module] ?? [module]);
    expect(needed.length).toBeGreaterThan(20);
    expect([...needed, 'sts'].filter(service => endpoints[service] === undefined)).toEqual([]);
  }, 240_000);
});
