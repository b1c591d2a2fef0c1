import { afterEach, describe, expect, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { awsProvider } from '../../stacks/provider.ts';
import { readSettings } from '../../stacks/settings/read.ts';
import { register } from '../components/harness.ts';

const before = pulumi.runtime.allConfig();
afterEach(() => pulumi.runtime.setAllConfig(before));

const region = { 'aws:region': 'us-east-1' };

async function provider(configuration: Readonly<Record<string, string>>) {
  const settings = readSettings({ ...region, 'sophia:environment': 'development' }, 'sophia', 'development');
  const { resources } = await register(() => {
    pulumi.runtime.setAllConfig({ ...region, ...configuration });
    awsProvider(settings);
  });
  return resources.find(({ type }) => type === 'pulumi:providers:aws')!.inputs;
}
const read = (value: unknown) => JSON.parse(String(value));

describe('the provider of everything', () => {
  test('deploys where the default provider asks: with its profile, role and accounts', async () => {
    const inputs = await provider({
      'aws:profile': 'platform',
      'aws:assumeRoles': '[{"roleArn":"arn:aws:iam::123456789012:role/deploy"}]',
      'aws:allowedAccountIds': '["123456789012"]',
      'aws:maxRetries': '7',
      'aws:skipCredentialsValidation': 'true',
    });
    expect(inputs).toMatchObject({ profile: 'platform', region: 'us-east-1' });
    expect(read(inputs['assumeRoles'])).toEqual([{ roleArn: 'arn:aws:iam::123456789012:role/deploy' }]);
    expect(read(inputs['allowedAccountIds'])).toEqual(['123456789012']);
    expect(read(inputs['maxRetries'])).toBe(7);
    expect(read(inputs['skipCredentialsValidation'])).toBe(true);
  });

  test('adds its tags to those of the configuration, which can’t take them away, and leaves alone what that does', async () => {
    const inputs = await provider({
      'aws:defaultTags': '{"tags":{"CostCentre":"4711","Environment":"none"}}',
      'aws:ignoreTags': '{"keys":["LastBackup"],"keyPrefixes":["scanner:"]}',
    });
    expect(read(inputs['defaultTags']).tags).toMatchObject({ CostCentre: '4711', Environment: 'development' });
    expect(read(inputs['ignoreTags'])).toEqual({ keys: ['LastBackup', 'sophia-paused'], keyPrefixes: ['scanner:'] });
  });

  test('a profile that looks like a number stays a text', async () => {
    expect((await provider({ 'aws:profile': '0042' }))['profile']).toBe('0042');
  });
});
