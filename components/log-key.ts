import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { serviceKey } from './internal/keys.ts';

export interface LogKeyArgs {
  /** What the console shows. Default `Logs of` and the name. */
  readonly description?: string | undefined;
}

/**
 * A key of the customer's for logs: give its ARN as `logKeyArn`. Whoever may not use it reads no log, and disabled it
 * closes all of them at once. CloudWatch Logs may use it for the log groups of this account and region alone.
 *
 * **Cost**: $1.00 a month and $0.03 for 10,000 uses, of which logs make few. (aws.amazon.com/kms/pricing, us-east-1,
 * November 2026)
 */
export class LogKey extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;

  constructor(
    name: string,
    { description = `Logs of ${name}` }: LogKeyArgs = {},
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('sophia:operations:LogKey', name, {}, opts);
    const child = { parent: this };
    const { accountId } = aws.getCallerIdentityOutput({}, child);
    const { partition } = aws.getPartitionOutput({}, child);
    const { region } = aws.getRegionOutput({}, child);
    const groups = pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:*`;
    const key = serviceKey(name, description, [pulumi.interpolate`logs.${region}.amazonaws.com`], child, {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups },
    });
    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
