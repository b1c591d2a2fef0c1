import type { ResourceValidationPolicy } from '@pulumi/policy';
import { at, each, type Members } from './internal/members.ts';
import { isProduction, type ProductionConfig, productionConfigSchema } from './internal/production.ts';

/** What is wrong with how a resource is reached; nothing where it is reached by TLS 1.2 or later alone. */
const faults: Readonly<Record<string, (props: Members) => string | undefined>> = {
  'aws:elasticache/replicationGroup:ReplicationGroup': props =>
    props['transitEncryptionEnabled'] === true ? undefined : 'Set transitEncryptionEnabled to true.',
  'aws:apigateway/domainName:DomainName': props =>
    props['securityPolicy'] === 'TLS_1_2' ? undefined : 'Set securityPolicy to TLS_1_2.',
  'aws:apigatewayv2/domainName:DomainName': props =>
    at(props, 'domainNameConfiguration.securityPolicy') === 'TLS_1_2' ? undefined : 'Set securityPolicy to TLS_1_2.',
  'aws:cloudfront/distribution:Distribution': props =>
    ['https-only', 'redirect-to-https'].includes(String(at(props, 'defaultCacheBehavior.viewerProtocolPolicy')))
      ? undefined
      : 'Set viewerProtocolPolicy to redirect-to-https.',
  'aws:elasticsearch/domain:Domain': httpsEnforced,
  'aws:opensearch/domain:Domain': httpsEnforced,
};

const listeners = new Set(['aws:lb/listener:Listener', 'aws:alb/listener:Listener']);

/**
 * Nothing travels readable: listeners speak TLS or send the caller to one that does. The load balancer of a stack
 * without real data may do without, since its own name can have no certificate.
 */
export const encryptionInTransit: ResourceValidationPolicy = {
  name: 'encryption-in-transit',
  description: 'Everything is reached by TLS 1.2 or later.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps: 'Do what the message says.',
  configSchema: productionConfigSchema,
  validateResource: ({ type, urn, props, getConfig }, reportViolation) => {
    const real = listeners.has(type) && isProduction(urn, getConfig<ProductionConfig>());
    const fault = real ? listener(props) : faults[type]?.(props);
    if (fault) reportViolation(`It can be reached without TLS 1.2. ${fault}`);
  },
};

function listener(props: Members): string | undefined {
  const protocol = props['protocol'];
  if (protocol === 'HTTPS' || protocol === 'TLS') {
    const modern = /^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/.test(String(props['sslPolicy']));
    return modern ? undefined : 'Choose an sslPolicy of TLS 1.2 or 1.3, such as ELBSecurityPolicy-TLS13-1-2-2021-06.';
  }
  const actions = each(props, 'defaultActions');
  const redirects = actions.length > 0 && actions.every(action => at(action, 'redirect.protocol') === 'HTTPS');
  return redirects ? undefined : 'Let the listener redirect to HTTPS.';
}

function httpsEnforced(props: Members): string | undefined {
  return at(props, 'domainEndpointOptions.enforceHttps') === true ? undefined : 'Set enforceHttps to true.';
}
