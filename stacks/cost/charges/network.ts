import {
  amount,
  atRest,
  inUse,
  item,
  ofType,
  type PricedResource,
  record,
  type Surroundings,
  share,
  type Tariff,
} from '../charge.ts';
import { monthHours } from '../prices.ts';
import { apiRequestsOf, pageRequestsOf } from '../usage.ts';

/** Zones of the network; where none is made here, the two that a load balancer needs. */
const zonesOf = ({ resources }: Surroundings): number =>
  amount(ofType('awsx:ec2:Vpc', resources)[0]?.inputs ?? {}, 'numberOfAvailabilityZones', 2);

/** awsx makes the gateways of its network when it is deployed: one of all, or one a zone. */
function gateways({ inputs }: PricedResource): number {
  const zones = amount(inputs, 'numberOfAvailabilityZones', 3);
  const strategy = record(inputs, 'natGateways')['strategy'];
  return strategy === 'None' ? 0 : strategy === 'Single' ? 1 : zones;
}

const network: Tariff = (resource, { usage }) => {
  const count = gateways(resource);
  return {
    atRest: [item('natHour', count * monthHours), item('addressHour', count * monthHours)],
    inUse: [item('natGigabyte', count > 0 ? usage.internetGigabytes : 0)],
  };
};

const endpoint: Tariff = ({ inputs }, surroundings) =>
  atRest(item('endpointHour', inputs['vpcEndpointType'] === 'Interface' ? zonesOf(surroundings) * monthHours : 0));

/** Every zone has an address of its own; a load balancer inside the network has none that is billed. */
const balancer: Tariff = ({ inputs }, surroundings) => ({
  atRest: [
    item('balancerHour', monthHours),
    item('addressHour', inputs['internal'] === true ? 0 : zonesOf(surroundings) * monthHours),
  ],
  inUse: [item('balancerUnitHour', monthHours), item('internetGigabyte', surroundings.usage.internetGigabytes)],
});

const firewall: Tariff = (resource, surroundings) => {
  const rules = Array.isArray(resource.inputs['rules']) ? resource.inputs['rules'].length : 0;
  const requests = apiRequestsOf(surroundings.usage) + pageRequestsOf(surroundings.usage);
  return {
    atRest: [item('firewallMonth', 1), item('firewallRuleMonth', rules)],
    inUse: [item('firewallRequest', share(requests, resource, surroundings))],
  };
};

const api: Tariff = (resource, surroundings) =>
  inUse(item('apiRequest', share(apiRequestsOf(surroundings.usage), resource, surroundings)));

const healthCheck: Tariff = ({ inputs }) => {
  const options = [String(inputs['type']).startsWith('HTTPS'), inputs['measureLatency'] === true].filter(
    Boolean,
  ).length;
  return atRest(item('healthCheckMonth', 1), item('healthCheckOptionMonth', options));
};

export const networkTariffs: Readonly<Record<string, Tariff>> = {
  'awsx:ec2:Vpc': network,
  'aws:ec2/vpcEndpoint:VpcEndpoint': endpoint,
  'aws:ec2/natGateway:NatGateway': () => atRest(item('natHour', monthHours)),
  'aws:ec2/eip:Eip': () => atRest(item('addressHour', monthHours)),
  'aws:lb/loadBalancer:LoadBalancer': balancer,
  'aws:wafv2/webAcl:WebAcl': firewall,
  'aws:apigateway/restApi:RestApi': api,
  'aws:route53/healthCheck:HealthCheck': healthCheck,
  'aws:route53/zone:Zone': () => atRest(item('hostedZoneMonth', 1)),
};
