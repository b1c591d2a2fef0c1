import { describe, expect, test } from '@jest/globals';
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import * as components from '../../components/index.ts';
import { register } from './harness.ts';

const { invoke, model } = components;
const entry = 'test/components/fixtures/hello.ts';
const place = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
const certificateArn = 'arn:aws-us-gov:acm:eu-west-1:123456789012:certificate/example';
const host = (name: string) => ({ dnsName: `${name}.elb.amazonaws.com`, zoneId: 'Z35SXDOTRQ7X7K' });

type Options = pulumi.ComponentResourceOptions & { readonly provider: aws.Provider };

/** One of each component, with all that makes it ask AWS who and where it is. */
const everyComponent: Readonly<Record<string, (opts: Options) => unknown>> = {
  AuditTrail: opts => new components.AuditTrail('one', {}, opts),
  DashboardService: opts => {
    const image = { digest: `sha256:${'0'.repeat(64)}` };
    const args = { vpcId: 'vpc-1', publicSubnetIds: place.subnetIds, image, certificateArn };
    return new components.DashboardService('one', args, opts);
  },
  DeliveryPipeline: opts => {
    const connectionArn = 'arn:aws-us-gov:codeconnections:eu-west-1:123456789012:connection/example';
    const deployRoleArn = 'arn:aws-us-gov:iam::123456789012:role/deploy';
    const smokeUrls = ['https://dashboards.example.com/health'];
    const about = { repository: 'example/platform', stack: 'production', pulumiVersion: '3.255.0' };
    return new components.DeliveryPipeline('one', { ...about, connectionArn, deployRoleArn, smokeUrls }, opts);
  },
  Failover: opts => {
    const targets = { primary: host('first'), secondary: host('second') };
    const args = { zoneId: 'Z1', domainName: 'dashboards.example.com', ...targets, alarmName: 'affected' };
    return new components.Failover('one', args, opts);
  },
  Lakehouse: opts => new components.Lakehouse('one', { personas: { analyst: 1e9 }, replicaRegion: 'us-west-2' }, opts),
  LogKey: opts => new components.LogKey('one', {}, opts),
  Monitoring: opts => new components.Monitoring('one', { emails: ['operations@example.com'] }, opts),
  Network: opts => new components.Network('one', { interfaceEndpoints: ['athena'] }, opts),
  NodeFunction: opts => {
    const grants = [invoke(model('us.anthropic.claude-haiku-4-5-20251001-v1:0'), { provider: opts.provider })];
    return new components.NodeFunction('one', { entry, vpc: place, grants }, opts);
  },
  OrchestratorApi: opts => {
    const functions = {
      hello: { functionName: 'hello', aliasName: 'live', invokeArn: 'arn:aws-us-gov:lambda:example' },
    };
    const routes = [{ method: 'GET', path: '/hello', function: 'hello', access: 'public' }] as const;
    const userPoolArn = 'arn:aws-us-gov:cognito-idp:eu-west-1:123456789012:userpool/example';
    return new components.OrchestratorApi('one', { functions, routes, userPoolArn }, opts);
  },
  QueryCache: opts => new components.QueryCache('one', place, opts),
  SessionStore: opts => new components.SessionStore('one', { replicaRegions: ['us-west-2'] }, opts),
  SpendBudget: opts => new components.SpendBudget('one', { emails: ['owner@example.com'] }, opts),
  UserDirectory: opts =>
    new components.UserDirectory('one', { callbackUrls: ['https://dashboards.example.com'] }, opts),
};

test('every component is tried', () => {
  const all = Object.keys(components).filter(name => /^[A-Z]/.test(name));
  expect(Object.keys(everyComponent).toSorted()).toEqual(all.toSorted());
});

describe('In a program with a provider of its own, for another account or region', () => {
  test.each(Object.entries(everyComponent))('%s makes and asks everything by that one', async (_, make) => {
    const { resources, asked } = await register(() => {
      const provider = new aws.Provider('elsewhere', { region: 'eu-west-1' });
      make({ provider });
    });
    const others = [
      ...asked.map(({ token, provider }) => ({ what: token, provider })),
      ...resources
        .filter(({ custom, type }) => custom && type.startsWith('aws:'))
        .map(({ name, options: { provider } }) => ({ what: name, provider })),
    ].filter(({ provider }) => !provider?.includes('::elsewhere::'));
    expect(others).toEqual([]);
  });
});

test.each(Object.entries(everyComponent))(
  '%s writes no ARN of another part of AWS than the account’s',
  async (_, make) => {
    const { resources } = await register(
      () => make({ provider: new aws.Provider('elsewhere', { region: 'us-gov-west-1' }) }),
      { partition: 'aws-us-gov' },
    );
    const foreign = resources.filter(({ inputs }) => /arn:aws:/.test(JSON.stringify(inputs)));
    expect(foreign.map(({ name }) => name)).toEqual([]);
  },
);
