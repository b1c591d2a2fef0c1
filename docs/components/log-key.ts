import { LogKey, Network } from 'sophia/components';

const key = new LogKey('logs');
new Network('network', { logKeyArn: key.keyArn });

export const logKeyArn = key.keyArn;
