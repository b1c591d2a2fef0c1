import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ApiDomain } from '../orchestrator-api.ts';

/** A host name of one's own for a stage. Gives the URL that it is served at. */
export function apiDomain(
  name: string,
  domain: ApiDomain,
  api: aws.apigateway.RestApi,
  stage: aws.apigateway.Stage,
  child: pulumi.CustomResourceOptions,
) {
  const host = new aws.apigateway.DomainName(
    `${name}-domain`,
    {
      domainName: domain.name,
      regionalCertificateArn: domain.certificateArn,
      endpointConfiguration: { types: 'REGIONAL' },
      securityPolicy: 'TLS_1_2',
    },
    child,
  );
  new aws.apigateway.BasePathMapping(
    `${name}-domain-mapping`,
    { restApi: api.id, stageName: stage.stageName, domainName: host.domainName },
    child,
  );
  if (domain.zoneId) {
    const target = { name: host.regionalDomainName, zoneId: host.regionalZoneId, evaluateTargetHealth: true };
    new aws.route53.Record(
      `${name}-record`,
      { zoneId: domain.zoneId, name: domain.name, type: 'A', aliases: [target] },
      child,
    );
  }
  return pulumi.interpolate`https://${host.domainName}`;
}
