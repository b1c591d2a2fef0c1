import { describe, expect, test } from '@jest/globals';
import * as components from '../../components/index.ts';
import { type Registered, register } from './harness.ts';

const place = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
const arn = 'arn:aws:test:us-east-1:123456789012:thing';
const target = (dnsName: string) => ({ dnsName, zoneId: 'Z1' });
const functions = { hello: { functionName: 'hello', aliasName: 'live', invokeArn: arn } };
const routes = [{ method: 'GET', path: '/hello', function: 'hello', access: 'public' }] as const;

/** One of each component with all of its parts, whose names begin with its own. */
const whole: Readonly<Record<string, (name: string) => unknown>> = {
  AuditTrail: name => new components.AuditTrail(name, { topicArn: arn }),
  DashboardService: name => {
    const image = { digest: `sha256:${'0'.repeat(64)}` };
    return new components.DashboardService(name, { vpcId: 'vpc-1', publicSubnetIds: place.subnetIds, image });
  },
  DeliveryPipeline: name => {
    const about = { repository: 'a/b', stack: 's', pulumiVersion: '3.255.0', smokeUrls: ['https://example.com'] };
    return new components.DeliveryPipeline(name, { ...about, connectionArn: arn, deployRoleArn: arn });
  },
  Failover: name => {
    const buckets = { a: { source: { name: 'a', arn }, destinationArn: arn } };
    const targets = { primary: target('a.example.com'), secondary: target('b.example.com') };
    return new components.Failover(name, { zoneId: 'Z1', domainName: 'example.com', ...targets, buckets });
  },
  Lakehouse: name => new components.Lakehouse(name, { replicaRegion: 'us-west-2' }),
  Monitoring: name => new components.Monitoring(name, { emails: ['a@example.com'] }),
  Network: name => new components.Network(name),
  NodeFunction: name => {
    const entry = 'test/components/fixtures/hello.ts';
    return new components.NodeFunction(name, { entry, vpc: place, schedule: 'rate(1 hour)', gradualShift: {} });
  },
  OrchestratorApi: name => new components.OrchestratorApi(name, { functions, routes, userPoolArn: arn }),
  QueryCache: name => new components.QueryCache(name, place),
  SessionStore: name => new components.SessionStore(name),
  SpendBudget: name => new components.SpendBudget(name, { emails: ['a@example.com'] }),
  UserDirectory: name => new components.UserDirectory(name, { callbackUrls: ['https://example.com'] }),
};

/** Characters that AWS takes in names, and Pulumi makes of a resource's name and eight more. */
const longest: Readonly<Record<string, number>> = {
  'aws:budgets/budget:Budget': 100,
  'aws:cfg/rule:Rule': 128,
  'aws:cloudwatch/eventRule:EventRule': 64,
  'aws:codepipeline/pipeline:Pipeline': 100,
  'aws:elasticache/replicationGroup:ReplicationGroup': 40,
  'aws:iam/role:Role': 64,
  'aws:lambda/function:Function': 64,
  'aws:s3/bucket:Bucket': 63,
  'aws:sqs/queue:Queue': 80,
};
const tooLong = ({ type, name, inputs }: Registered): boolean =>
  type === 'aws:cognito/userPoolDomain:UserPoolDomain'
    ? String(inputs['domain']).length > 63
    : name.length + 8 > (longest[type] ?? Number.POSITIVE_INFINITY);

const faultOf = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

test('every component whose parts have names is tried', () => {
  const all = Object.keys(components).filter(name => /^[A-Z]/.test(name) && name !== 'LogKey');
  expect(Object.keys(whole).toSorted()).toEqual(all.toSorted());
});

describe.each(Object.entries(whole))('The name of a %s', (_, make) => {
  test('is as long as AWS takes the names of all its parts, and refused when it is longer', async () => {
    let most = 0;
    const refused = await register(() => {
      most = Number(/name: .* Give (\d+) at most\./.exec(faultOf(() => make('n'.repeat(200))))?.[1]);
      expect(faultOf(() => make('n'.repeat(most + 1)))).toMatch(/ name: /);
    });
    expect(refused.resources).toEqual([]);
    const { resources } = await register(() => make('n'.repeat(most)));
    expect(resources.filter(tooLong).map(({ name }) => name)).toEqual([]);
  });

  test.each(['two words', 'Äpfel', 'a.b', ''])('can’t be “%s”', async name => {
    const { resources } = await register(() => expect(faultOf(() => make(name))).toMatch(/ name: /));
    expect(resources).toEqual([]);
  });
});

test.each(['my_part', 'a--b', '1st', 'a-'])('a bucket, a cache and a host can’t be named “%s”', name => {
  for (const type of ['Lakehouse', 'QueryCache', 'UserDirectory']) {
    expect(faultOf(() => whole[type]!(name))).toMatch(/ name: /);
  }
});

test('the role of a copy is named after component and bucket, which together are not longer than AWS takes', async () => {
  const buckets = (part: string) => ({ [part]: { source: { name: 'a', arn }, destinationArn: arn } });
  const targets = { primary: target('a.example.com'), secondary: target('b.example.com') };
  const make = (part: string) => () =>
    new components.Failover('n'.repeat(30), {
      zoneId: 'Z1',
      domainName: 'example.com',
      ...targets,
      buckets: buckets(part),
    });
  const graph = await register(() => {
    expect(faultOf(make('b'.repeat(16)))).toMatch(/ buckets\.b+: .* 15 letters/);
    make('b'.repeat(15))();
  });
  expect(graph.resources.filter(tooLong)).toEqual([]);
});

test('two of a kind stand beside each other: no dashboard takes the place of another', async () => {
  const graph = await register(() => [new components.Monitoring('one'), new components.Monitoring('two')]);
  const names = graph.ofType('aws:cloudwatch/dashboard:Dashboard').map(({ inputs }) => inputs['dashboardName']);
  expect(names.length).toBeGreaterThan(5);
  expect(new Set(names).size).toBe(names.length);
});

/** Components that can't be made of nothing, and what each then asks for. */
const needed: Readonly<Record<string, readonly string[]>> = {
  DashboardService: ['vpcId', 'publicSubnetIds', 'image'],
  DeliveryPipeline: [...['connectionArn', 'deployRoleArn', 'repository', 'stack', 'pulumiVersion', 'smokeUrls']],
  Failover: ['zoneId', 'primary', 'secondary', 'domainName'],
  NodeFunction: ['entry'],
  OrchestratorApi: ['functions', 'userPoolArn', 'routes'],
  QueryCache: ['vpcId', 'subnetIds'],
  SpendBudget: ['emails'],
  UserDirectory: ['callbackUrls'],
};

describe('Arguments that are missing, as a program in JavaScript may leave them out,', () => {
  const untyped = components as unknown as Readonly<Record<string, new (name: string, args: unknown) => unknown>>;
  test.each(Object.keys(whole))('are all told at once, and nothing is registered: %s', async type => {
    for (const args of [undefined, null, {}]) {
      let message = '';
      const graph = await register(() => {
        message = faultOf(() => new untyped[type]!('one', args));
      });
      const told = [...message.matchAll(/^ {2}([\w.]+): /gm)].map(([, path]) => path);
      expect(told.toSorted()).toEqual((needed[type] ?? []).toSorted());
      expect(message).not.toMatch(/undefined|TypeError|Invalid key/);
      if (needed[type]) expect(graph.resources).toEqual([]);
    }
  });
});
