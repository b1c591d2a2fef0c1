import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { accountDecides } from './keys.ts';

type Child = pulumi.CustomResourceOptions;

/**
 * A customer's key for stored data, turned every year, which whoever IAM lets may use. It can be copied to other regions
 * later: a key that can't would have to be replaced, and all that it encrypts with it.
 */
export function dataKey(name: string, description: string, child: Child): aws.kms.Key {
  return new aws.kms.Key(
    `${name}-key`,
    { description, enableKeyRotation: true, deletionWindowInDays: 30, multiRegion: true, policy: policy(child) },
    child,
  );
}

/** The same key in another region: what is encrypted there can be read where the original is lost. */
export const copyOfKey = (name: string, key: aws.kms.Key, region: string, child: Child): aws.kms.ReplicaKey =>
  new aws.kms.ReplicaKey(
    `${name}-key-${region}`,
    {
      region,
      primaryKeyArn: key.arn,
      description: `Copies in ${region} of ${name}`,
      deletionWindowInDays: 30,
      policy: policy(child),
    },
    child,
  );

const policy = (child: Child) =>
  pulumi.jsonStringify({ Version: '2012-10-17', Statement: [accountDecides(child, { copied: true })] });
