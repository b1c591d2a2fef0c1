import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/**
 * A customer's key for stored data, turned every year, which whoever IAM lets may use. It can be copied to other regions
 * later: a key that can't would have to be replaced, and all that it encrypts with it.
 */
export function dataKey(name: string, description: string, child: pulumi.CustomResourceOptions): aws.kms.Key {
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const { partition } = aws.getPartitionOutput({}, child);
  const policy = pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AccountDecides',
        Effect: 'Allow',
        Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
        // The policy of a key is about this key alone; without this nobody could ever change it.
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
  return new aws.kms.Key(
    `${name}-key`,
    { description, enableKeyRotation: true, deletionWindowInDays: 30, multiRegion: true, policy },
    child,
  );
}
