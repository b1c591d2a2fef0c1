import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

class Store extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('sophia:fixture:Store', name, {}, opts);
    const table = new aws.dynamodb.Table(
      `${name}-table`,
      {
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'id',
        attributes: [{ name: 'id', type: 'S' }],
        serverSideEncryption: { enabled: true },
        pointInTimeRecovery: { enabled: true },
      },
      { parent: this, protect: true },
    );
    const topic = new aws.sns.Topic(
      `${name}-topic`,
      { displayName: pulumi.interpolate`of ${table.name}` },
      { parent: this },
    );
    new aws.iam.Policy(
      `${name}-policy`,
      {
        policy: pulumi.jsonStringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: [table.arn] }],
        }),
      },
      { parent: this },
    );
    this.arn = topic.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

const { accountId } = aws.getCallerIdentityOutput();
const network = new awsx.ec2.Vpc('network', {
  numberOfAvailabilityZones: config.requireNumber('zones'),
  natGateways: { strategy: 'Single' },
});
const store = new Store('store');

export const zones = config.requireNumber('zones');
export const vpc = network.vpcId;
export const owner = accountId;
export const token = config.requireSecret('token');
export const arn = store.arn;
