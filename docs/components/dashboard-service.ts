import { DashboardService, Network } from 'sophia/components';

const network = new Network('site-network', { nat: 'one' });
const site = new DashboardService('site', {
  ...network,
  image: { digest: `sha256:${'0'.repeat(64)}` },
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/example',
  domain: { name: 'dashboards.example.com' },
});
export const url = site.url;
