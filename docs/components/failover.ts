import { Failover } from 'sophia/components';

const failover = new Failover('failover', {
  zoneId: 'Z0123456789',
  domainName: 'dashboards.example.com',
  primary: { dnsName: 'site.us-east-1.elb.amazonaws.com', zoneId: 'Z35SXDOTRQ7X7K' },
  secondary: { dnsName: 'site.us-west-2.elb.amazonaws.com', zoneId: 'Z1H1FL5HABSF5' },
});

export const url = failover.url;
