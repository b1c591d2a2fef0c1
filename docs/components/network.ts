import { Network } from 'sophia/components';

const network = new Network('network', {
  cidr: '10.20.0.0/16',
  zones: 2,
  nat: 'one',
});

export const privateSubnetIds = network.privateSubnetIds;
