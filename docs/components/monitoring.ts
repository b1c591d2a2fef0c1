import { Monitoring, NodeFunction } from 'sophia/components';

const watched = new NodeFunction('watched', { entry: 'src/handler.ts' });
const monitoring = new Monitoring('monitoring', {
  emails: ['operations@example.com'],
  functions: { watched },
  monthlyDollars: 300,
});

export const topicArn = monitoring.topicArn;
