import { DeliveryPipeline } from 'sophia/components';

const delivery = new DeliveryPipeline('delivery', {
  repository: 'example/platform',
  connectionArn: 'arn:aws:codeconnections:us-east-1:123456789012:connection/example',
  stack: 'production',
  pulumiVersion: '3.255.0',
  deployRoleArn: 'arn:aws:iam::123456789012:role/deploy',
  smokeUrls: ['https://dashboards.example.com/health'],
});
export const pipelineName = delivery.pipelineName;
