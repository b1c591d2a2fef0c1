import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as aws from '@pulumi/aws';
import { bucket, invoke, lambdaFunction, model, query, read, table, write } from '../../components/internal/grants.ts';
import { NodeFunction, type NodeFunctionArgs } from '../../components/node-function.ts';
import { type Graph, register } from './harness.ts';

const entry = 'test/components/fixtures/hello.ts';
const made = (args: Partial<NodeFunctionArgs> = {}, preview = false): Promise<Graph> =>
  register(() => new NodeFunction('hello', { entry, ...args }), { preview });
const children = (graph: Graph) => graph.resources.map(({ type, name }) => `${type.split(':').at(-1)} ${name}`);

describe('NodeFunction', () => {
  test('is a function on arm64 with logs, traces, a role, a queue of failed calls and a live alias', async () => {
    const graph = await made();
    expect(children(graph)).toEqual([
      'NodeFunction hello',
      'LogGroup hello-logs',
      'Role hello-role',
      'Queue hello-failed',
      'RolePolicy hello-policy',
      'Function hello-function',
      'Alias hello-live',
    ]);
    const component = graph.named('hello');
    expect(component.type).toBe('sophia:compute:NodeFunction');
    for (const child of graph.resources.slice(1)) expect(child.parent).toBe(component.urn);
    expect(graph.named('hello-function').inputs).toEqual({
      description: entry,
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      code: 'archive .sophia/bundles/test-components-fixtures-hello.zip',
      role: 'arn:aws:test:us-east-1:123456789012:hello-role',
      memorySize: 512,
      timeout: 29,
      environment: { variables: {} },
      tracingConfig: { mode: 'Active' },
      loggingConfig: { logFormat: 'JSON', logGroup: 'hello-logs-0123abc' },
      deadLetterConfig: { targetArn: 'arn:aws:test:us-east-1:123456789012:hello-failed' },
      publish: true,
    });
    expect(graph.named('hello-logs').inputs).toEqual({ retentionInDays: 30 });
    expect(graph.named('hello-failed').inputs).toEqual({
      messageRetentionSeconds: 1_209_600,
      sqsManagedSseEnabled: true,
    });
    expect(graph.named('hello-live').inputs).toEqual({
      name: 'live',
      functionName: 'hello-function-id',
      functionVersion: '1',
    });
    expect(existsSync('.sophia/bundles/test-components-fixtures-hello.zip')).toBe(true);
  });

  test('may do nothing but what it is granted, and never everything', async () => {
    const tableArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/sessions';
    const workgroup = { arn: 'arn:aws:athena:us-east-1:123456789012:workgroup/analyst' };
    const graph = await made({
      grants: [
        read(table(tableArn, 'arn:aws:kms:us-east-1:123456789012:key/1')),
        write(bucket('arn:aws:s3:::results', { prefix: 'answers/' })),
        invoke(model('us.anthropic.claude-sonnet-4-5-20250929-v1:0')),
        invoke(lambdaFunction('arn:aws:lambda:us-east-1:123456789012:function:other:live')),
        query(workgroup, 'supply_chain'),
      ],
    });
    const statements = graph.statements();
    expect(statements.flatMap(({ actions }) => actions).filter(action => action.includes('*'))).toEqual([]);
    expect(statements.filter(({ resources }) => resources.includes('*')).map(({ actions }) => actions)).toEqual([
      ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    ]);
    expect(statements.flatMap(({ resources }) => resources)).toEqual([
      'arn:aws:test:us-east-1:123456789012:hello-logs:*',
      '*',
      'arn:aws:test:us-east-1:123456789012:hello-failed',
      tableArn,
      `${tableArn}/index/*`,
      'arn:aws:kms:us-east-1:123456789012:key/1',
      'arn:aws:s3:::results/answers/*',
      'arn:aws:bedrock:*:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0',
      'arn:aws:lambda:us-east-1:123456789012:function:other:live',
      workgroup.arn,
      'arn:aws:athena:us-east-1:123456789012:datacatalog/AwsDataCatalog',
      'arn:aws:glue:us-east-1:123456789012:catalog',
      'arn:aws:glue:us-east-1:123456789012:database/supply_chain',
      'arn:aws:glue:us-east-1:123456789012:table/supply_chain/*',
    ]);
  });

  test('refuses a grant written by hand that is wider than that', () => {
    const wide = [{ statements: [{ actions: ['s3:*'], resources: ['arn:aws:s3:::results'] }] }];
    const everywhere = [{ statements: [{ actions: ['s3:GetObject'], resources: ['*'] }] }];
    expect(() => new NodeFunction('hello', { entry, grants: wide })).toThrow(/s3:\*/);
    expect(() => new NodeFunction('hello', { entry, grants: everywhere })).toThrow(/every resource/);
  });

  test('reaches named services of a private network and nothing else but TLS', async () => {
    const graph = await made({
      vpc: { vpcId: 'vpc-1', subnetIds: ['subnet-1'], reaches: [{ securityGroupId: 'sg-cache', port: 6379 }] },
    });
    expect(graph.named('hello-function').inputs['vpcConfig']).toEqual({
      subnetIds: ['subnet-1'],
      securityGroupIds: ['hello-security-group-id'],
    });
    expect(graph.named('hello-egress-0').inputs).toMatchObject({
      referencedSecurityGroupId: 'sg-cache',
      fromPort: 6379,
    });
    expect(graph.named('hello-ingress-0').inputs).toMatchObject({
      securityGroupId: 'sg-cache',
      referencedSecurityGroupId: 'hello-security-group-id',
    });
    expect(graph.named('hello-security-group').inputs['ingress']).toBeUndefined();
  });

  test('runs on a schedule by its live alias', async () => {
    const graph = await made({ schedule: 'cron(0 6 * * ? *)' });
    expect(graph.named('hello-schedule').inputs).toEqual({ scheduleExpression: 'cron(0 6 * * ? *)' });
    expect(graph.named('hello-schedule-permission').inputs).toMatchObject({ qualifier: 'live' });
  });

  test('keeps instances waiting and sets calls aside', async () => {
    const graph = await made({ reservedConcurrency: 20, provisionedConcurrency: 2 });
    expect(graph.named('hello-function').inputs['reservedConcurrentExecutions']).toBe(20);
    expect(graph.named('hello-provisioned').inputs).toEqual({
      functionName: 'hello-function-id',
      qualifier: 'live',
      provisionedConcurrentExecutions: 2,
    });
  });

  test('leaves the alias to CodeDeploy when versions shift gradually', async () => {
    const graph = await made({ gradualShift: { alarmNames: ['errors'] } });
    expect(graph.named('hello-live').options.ignoreChanges).toEqual(['functionVersion', 'routingConfig']);
    expect(graph.named('hello-shift-group').inputs).toMatchObject({
      deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] },
      alarmConfiguration: { enabled: true, alarms: ['errors'] },
    });
  });

  test('is the same in a preview, where what AWS answers is unknown', async () => {
    const everything = { schedule: 'rate(1 day)', provisionedConcurrency: 1, gradualShift: {}, deadLetterQueue: true };
    const make = (): unknown => {
      const topics = new aws.sns.Topic('topic');
      const vpc = { vpcId: topics.arn, subnetIds: [topics.arn] };
      return new NodeFunction('hello', { entry, ...everything, vpc, environment: { TOPIC: topics.arn } });
    };
    const names = (graph: Graph) => children(graph).toSorted();
    expect(names(await register(make, { preview: true }))).toEqual(names(await register(make)));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      expect(
        () =>
          new NodeFunction('hello', {
            entry: 'test/components/fixtures/none.ts',
            files: { 'model.yaml': 'models/none.yaml' },
            memoryMegabytes: 64,
            timeoutSeconds: 901,
            logRetentionDays: 31,
            reservedConcurrency: 1,
            provisionedConcurrency: 2,
            environment: { '1ST': 'a' },
            schedule: 'daily',
          }),
      ).toThrow(
        /^NodeFunction hello .*memoryMegabytes: .*timeoutSeconds: .*logRetentionDays: .*environment\.1ST: .*schedule: .*provisionedConcurrency: .*entry: .*files\.model\.yaml: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});
