import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { DeliveryPipeline, type DeliveryPipelineArgs } from '../../components/delivery-pipeline.ts';
import { Failover, type FailoverArgs } from '../../components/failover.ts';
import { deployCommands, previewCommands } from '../../components/internal/buildspecs.ts';
import { type Graph, type Inputs, register } from './harness.ts';

const names = (graph: Graph) => graph.resources.map(({ name }) => name).toSorted();
const deployRoleArn = 'arn:aws:iam::123456789012:role/deploy';
const delivery: DeliveryPipelineArgs = {
  repository: 'example/platform',
  connectionArn: 'arn:aws:codeconnections:us-east-1:123456789012:connection/1',
  stack: 'production',
  pulumiVersion: '3.255.0',
  deployRoleArn,
  smokeUrls: ['https://dashboards.example.com/health'],
};
const delivered = (args: Partial<DeliveryPipelineArgs> = {}, preview = false): Promise<Graph> =>
  register(() => new DeliveryPipeline('ship', { ...delivery, ...args }), { preview });
const stages = (graph: Graph) => graph.named('ship-pipeline').inputs['stages'] as { name: string; actions: Inputs[] }[];

describe('DeliveryPipeline', () => {
  test('tests, previews, asks, brings up and tries, in this order', async () => {
    const graph = await delivered();
    expect(graph.named('ship-pipeline').inputs).toMatchObject({ pipelineType: 'V2', executionMode: 'QUEUED' });
    expect(stages(graph).map(({ name, actions }) => [name, actions.map(action => action['name'])])).toEqual([
      ['Source', ['Source']],
      ['Test', ['Test']],
      ['Preview', ['Preview', 'Approve']],
      ['Deploy', ['Up', 'Smoke']],
    ]);
  });

  test('goes back to the version before when a build fails or the alarm goes off', async () => {
    const deploy = stages(await delivered({ alarmName: 'affected' })).at(-1)!;
    expect(deploy).toMatchObject({
      onFailure: { result: 'ROLLBACK' },
      onSuccess: { condition: { result: 'ROLLBACK', rules: [{ configuration: { AlarmName: 'affected' } }] } },
    });
  });

  test('may tell a topic that a customer’s key encrypts: it would ask nobody without the right to use the key', async () => {
    const approvalTopicArn = 'arn:aws:sns:us-east-1:123456789012:alarms';
    const approvalTopicKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/alarms';
    const may = (graph: Graph, resource: string) =>
      graph
        .statements()
        .filter(({ policy, resources }) => policy === 'ship-policy' && resources.includes(resource))
        .flatMap(({ actions }) => actions);
    const graph = await delivered({ approvalTopicArn, approvalTopicKeyArn });
    expect(may(graph, approvalTopicArn)).toEqual(['sns:Publish']);
    expect(may(graph, approvalTopicKeyArn)).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  });

  test('asks nobody where nobody is wanted', async () => {
    expect(stages(await delivered({ approval: false }))[2]!.actions).toHaveLength(1);
  });

  test('only what previews and deploys may become the role of deployments', async () => {
    const graph = await delivered({
      secrets: { PULUMI_ACCESS_TOKEN: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:token' },
    });
    const may = (resource: string) =>
      graph
        .statements()
        .filter(({ resources }) => resources.includes(resource))
        .map(({ policy }) => policy)
        .toSorted();
    expect(may(deployRoleArn)).toEqual(['ship-deploy-policy', 'ship-preview-policy']);
    expect(may('arn:aws:secretsmanager:us-east-1:123456789012:secret:token')).toEqual([
      'ship-deploy-policy',
      'ship-preview-policy',
    ]);
    expect(
      graph
        .statements()
        .flatMap(({ actions }) => actions)
        .filter(action => action.includes('*')),
    ).toEqual([]);
    expect(may('*')).toEqual([]);
    expect(graph.named('ship-deploy-build').inputs['environment']).toMatchObject({
      privilegedMode: false,
      environmentVariables: expect.arrayContaining([
        { name: 'STACK', value: 'production', type: 'PLAINTEXT' },
        { name: 'PULUMI_ACCESS_TOKEN', value: expect.stringContaining('secret:token'), type: 'SECRETS_MANAGER' },
      ]),
    });
  });

  test('has a policy pack judge previews and deployments, where there is one', async () => {
    const judged = (graph: Graph, part: string): boolean =>
      JSON.stringify(graph.named(`ship-${part}-build`).inputs['environment']).includes('"POLICY_PACK"');
    const graph = await delivered({ policyPack: 'policies' });
    expect(['preview', 'deploy', 'test', 'smoke'].map(part => judged(graph, part))).toEqual([true, true, false, false]);
    expect(judged(await delivered(), 'deploy')).toBe(false);
    for (const command of [...previewCommands, ...deployCommands].filter(one => /^pulumi (preview|up)/.test(one))) {
      const run = (pack: string) =>
        execFileSync('bash', ['--norc', '-c', command.replace('pulumi', 'echo')], {
          env: { POLICY_PACK: pack },
          encoding: 'utf8',
        });
      expect(run('policies')).toContain('--policy-pack policies');
      expect(run('')).not.toContain('--policy-pack');
    }
  });

  test('is the same in a preview', async () => {
    expect(names(await delivered({}, true))).toEqual(names(await delivered()));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong = { repository: 'platform', stack: '', pulumiVersion: 'latest', backendUrl: 'file', smokeUrls: [] };
      expect(() => new DeliveryPipeline('ship', { ...delivery, ...wrong })).toThrow(
        /repository: .*stack: .*pulumiVersion: .*backendUrl: .*smokeUrls: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});

describe('Failover', () => {
  const target = (region: string) => ({ dnsName: `site.${region}.elb.amazonaws.com`, zoneId: `Z-${region}` });
  const args: FailoverArgs = {
    zoneId: 'Z1',
    domainName: 'dashboards.example.com',
    primary: target('us-east-1'),
    secondary: target('us-west-2'),
  };
  const standing = (some: Partial<FailoverArgs> = {}, preview = false): Promise<Graph> =>
    register(() => new Failover('second', { ...args, ...some }), { preview });

  test('sends people to the second region while the first is not well', async () => {
    const graph = await standing();
    expect(graph.named('second-served').inputs).toMatchObject({
      type: 'HTTPS',
      resourcePath: '/health',
      failureThreshold: 2,
    });
    expect(graph.named('second-primary').inputs).toMatchObject({
      name: 'dashboards.example.com',
      setIdentifier: 'primary',
      failoverRoutingPolicies: [{ type: 'PRIMARY' }],
      healthCheckId: 'second-served-id',
    });
    expect(graph.named('second-secondary').inputs).toMatchObject({
      failoverRoutingPolicies: [{ type: 'SECONDARY' }],
      aliases: [{ name: 'site.us-west-2.elb.amazonaws.com', evaluateTargetHealth: true }],
    });
  });

  test('counts an alarm as not well', async () => {
    const graph = await standing({ alarmName: 'affected' });
    expect(graph.named('second-well').inputs).toMatchObject({
      type: 'CALCULATED',
      childHealthThreshold: 2,
      childHealthchecks: ['second-served-id', 'second-alarmed-id'],
    });
    expect(graph.named('second-primary').inputs['healthCheckId']).toBe('second-well-id');
  });

  test('copies objects, encrypted ones too, and measures how long it takes', async () => {
    const graph = await standing({
      buckets: {
        curated: {
          source: { name: 'curated', arn: 'arn:aws:s3:::curated' },
          sourceKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1',
          destinationArn: 'arn:aws:s3:::curated-west',
          destinationKeyArn: 'arn:aws:kms:us-west-2:123456789012:key/2',
        },
      },
    });
    expect(graph.named('second-curated-copy').inputs['rules']).toEqual([
      expect.objectContaining({
        status: 'Enabled',
        deleteMarkerReplication: { status: 'Enabled' },
        destination: expect.objectContaining({
          bucket: 'arn:aws:s3:::curated-west',
          encryptionConfiguration: { replicaKmsKeyId: 'arn:aws:kms:us-west-2:123456789012:key/2' },
        }),
      }),
    ]);
    expect(
      graph
        .statements()
        .flatMap(({ actions }) => actions)
        .filter(action => action.includes('*')),
    ).toEqual([]);
  });

  test('is the same in a preview', async () => {
    expect(names(await standing({ alarmName: 'a' }, true))).toEqual(names(await standing({ alarmName: 'a' })));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong = { domainName: 'nowhere', healthPath: 'health', failureThreshold: 0, secondary: args.primary };
      expect(() => new Failover('second', { ...args, ...wrong })).toThrow(
        /domainName: .*healthPath: .*failureThreshold: .*secondary\.dnsName: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});
