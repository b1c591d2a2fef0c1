import { text } from '../../stacks/cost/records.ts';
import { account } from './answers.ts';
import type { RecordedResource } from './recorded.ts';

/** Services whose ARNs name no region. */
const global = new Set(['iam', 's3', 'route53', 'cloudfront', 'budgets']);
/** Type tokens name modules, ARNs services. */
const services: Readonly<Record<string, string>> = {
  lb: 'elasticloadbalancing',
  alb: 'elasticloadbalancing',
  cloudwatch: 'cloudwatch',
  cfg: 'config',
  cognito: 'cognito-idp',
  apigateway: 'apigateway',
};

/** A made-up id and ARN of a resource: no such thing exists in any account. */
export function invented(
  resource: RecordedResource,
  region: string,
): { readonly id: string; readonly outputs: Record<string, unknown> } {
  const module = resource.type.split(':')[1]?.split('/')[0] ?? '';
  const service = services[module] ?? module;
  const name = text(resource.inputs, 'name', text(resource.inputs, 'bucket', resource.name));
  const place = global.has(service) ? '' : region;
  const owner = service === 's3' ? '' : account;
  const arn = `arn:aws:${service}:${place}:${owner}:${name}`;
  return { id: name, outputs: { arn, ...('name' in resource.inputs ? {} : { name }) } };
}
