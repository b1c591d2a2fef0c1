import { Network, QueryCache } from 'sophia/components';

const network = new Network('cache-network', { nat: 'none' });
const cache = new QueryCache('cache', {
  vpcId: network.vpcId,
  subnetIds: network.privateSubnetIds,
  nodes: 2,
});

export const endpoint = cache.endpoint;
