import { createHash } from 'node:crypto';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { type ApiRoute, apiDefinition } from './internal/api-definition.ts';
import { apiDomain } from './internal/api-domain.ts';
import { apiStage, limitRequests } from './internal/api-stage.ts';
import { checkArguments, defined, type Fault, faultsOf, required } from './internal/arguments.ts';
import { retentionDays, wholeNumber } from './internal/limits.ts';
import { protect, standBehind } from './internal/web-acl.ts';

/** A function behind the API; a NodeFunction is one. */
export interface ApiFunction {
  readonly functionName: pulumi.Input<string>;
  /** The alias that is called. */
  readonly aliasName: pulumi.Input<string>;
  readonly invokeArn: pulumi.Input<string>;
}

export interface OrchestratorApiArgs {
  /** The functions that answer, such as `{ orchestrator, generator }`. */
  readonly functions: Readonly<Record<string, ApiFunction>>;
  /** What is served, and by which of them. */
  readonly routes: readonly ApiRoute[];
  /** The user pool whose tokens open the routes that are not public. */
  readonly userPoolArn: pulumi.Input<string>;
  /** Scopes of which an access token must have one. Default none: identity tokens are taken. */
  readonly scopes?: readonly string[] | undefined;
  /** Origin of pages that may call from a browser, such as `https://dashboards.example.com`. Default none. */
  readonly corsOrigin?: string | undefined;
  /** Requests a second that are let through over time. Default 100. */
  readonly requestsPerSecond?: number | undefined;
  /** Requests that may come at once. Default 200. */
  readonly burst?: number | undefined;
  /** A firewall that is there already, such as that of the dashboards. Default one of its own. */
  readonly firewallArn?: pulumi.Input<string> | undefined;
  /** Requests of one address in five minutes before its own firewall blocks it. Default 2,000. */
  readonly requestsPerAddress?: number | undefined;
  /** Days that access and firewall logs are kept. Default 30. */
  readonly logRetentionDays?: number | undefined;
  /** Customer's key of the logs; its policy must allow CloudWatch Logs. Default the service's own key. */
  readonly logKeyArn?: pulumi.Input<string> | undefined;
  /** Name of the stage; the last part of the URL when there is no domain. Default `live`. */
  readonly stageName?: string | undefined;
  /** Also sets the role by which API Gateway of this account and region writes logs. Default true. */
  readonly accountLogging?: boolean | undefined;
  /** A name of its own. Default that of API Gateway. */
  readonly domain?: ApiDomain | undefined;
}

export interface ApiDomain {
  /** Such as `api.example.com`. */
  readonly name: string;
  /** Certificate in the same region. */
  readonly certificateArn: pulumi.Input<string>;
  /** Hosted zone of Route 53 that gets the record. Default none: make the record yourself. */
  readonly zoneId?: pulumi.Input<string> | undefined;
}

const defaults = {
  requestsPerSecond: 100,
  burst: 200,
  requestsPerAddress: 2_000,
  logRetentionDays: 30,
  stageName: 'live',
  accountLogging: true,
  scopes: [] as readonly string[],
};

const hostName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const schema = v.object({
  functions: v.record(v.string(), v.object({ functionName: required, aliasName: required, invokeArn: required })),
  userPoolArn: required,
  requestsPerSecond: wholeNumber(1, 10_000),
  burst: wholeNumber(1, 5_000),
  requestsPerAddress: wholeNumber(10, 2_000_000_000),
  logRetentionDays: retentionDays,
  stageName: v.pipe(v.string(), v.regex(/^\w{1,128}$/, 'it is no name of a stage | Use letters, digits and _.')),
  corsOrigin: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^https?:\/\/[\w.-]+(:\d+)?$/, 'it is no origin | Write it as https://dashboards.example.com.'),
    ),
  ),
  domain: v.optional(
    v.object({ name: v.pipe(v.string(), v.regex(hostName, 'it is no host name | Write it as api.example.com.')) }),
  ),
  routes: v.pipe(v.array(v.any()), v.minLength(1, 'there are none | List what is served.')),
});

/**
 * A REST API in front of the functions: bodies checked by models, tokens by the user pool, floods by throttling and a
 * firewall; what the gateway refuses itself is a problem document like any other.
 *
 * **Cost**: $3.50 a million requests; a firewall of its own $5.00 + 5 rules x $1.00 = $10.00 a month and $0.60 a million
 * requests; logs $0.50 a GB. (aws.amazon.com/api-gateway/pricing, aws.amazon.com/waf/pricing, us-east-1, November 2026)
 */
export class OrchestratorApi extends pulumi.ComponentResource {
  /** Where it is served, without a slash at the end. */
  readonly url: pulumi.Output<string>;
  readonly restApiId: pulumi.Output<string>;
  /** The name that metrics of CloudWatch go by. */
  readonly restApiName: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  readonly stageArn: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: OrchestratorApiArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('OrchestratorApi', name, [...faultsOf(schema, args), ...routeFaults(args), ...siblingFaults(args)]);
    super('sophia:api:OrchestratorApi', name, {}, opts);
    const child = { parent: this };

    const body = definition(name, args);
    const api = new aws.apigateway.RestApi(
      `${name}-api`,
      { body, endpointConfiguration: { types: 'REGIONAL' }, disableExecuteApiEndpoint: args.domain !== undefined },
      child,
    );
    for (const [key, { functionName, aliasName }] of Object.entries(args.functions)) {
      new aws.lambda.Permission(
        `${name}-invoke-${key}`,
        {
          action: 'lambda:InvokeFunction',
          function: functionName,
          qualifier: aliasName,
          principal: 'apigateway.amazonaws.com',
          sourceArn: pulumi.interpolate`${api.executionArn}/*/*`,
        },
        child,
      );
    }
    const deployment = new aws.apigateway.Deployment(
      `${name}-deployment`,
      { restApi: api.id, triggers: { definition: body.apply(sha256) } },
      child,
    );
    const stage = apiStage(name, args, api, deployment, child);
    limitRequests(name, args, api, stage, child);
    if (args.firewallArn === undefined) protect(name, stage.arn, args, child);
    else standBehind(name, stage.arn, args.firewallArn, child);
    const domain = args.domain && apiDomain(name, args.domain, api, stage, child);

    this.url = domain ?? stage.invokeUrl;
    this.restApiId = api.id;
    this.restApiName = api.name;
    this.stageName = stage.stageName;
    this.stageArn = stage.arn;
    this.registerOutputs({
      url: this.url,
      restApiId: this.restApiId,
      stageName: this.stageName,
      stageArn: this.stageArn,
    });
  }
}

type Checked = OrchestratorApiArgs & typeof defaults;

function routeFaults({ routes = [], functions = {} }: Checked): Fault[] {
  const seen = new Set<string>();
  return routes.flatMap((route, index) => {
    const path = `routes[${index}]`;
    const faults: Fault[] = [];
    if (!/^(\/([\w.-]+|\{\w+\}))+$/.test(route.path)) {
      faults.push({
        path: `${path}.path`,
        reason: `${route.path} is no path`,
        mend: 'Write it as /api/v1/query/{query_id}.',
      });
    }
    if (!functions[route.function]) {
      const known = Object.keys(functions).join(', ');
      faults.push({
        path: `${path}.function`,
        reason: `there is no function ${route.function}`,
        mend: `Give one of ${known}.`,
      });
    }
    const key = `${route.method} ${route.path}`;
    if (seen.has(key)) faults.push({ path, reason: `${key} is there twice`, mend: 'Leave one out.' });
    seen.add(key);
    return faults;
  });
}

/** API Gateway takes one name for what varies in a place, whatever follows it. */
function siblingFaults({ routes = [] }: Checked): Fault[] {
  const names = new Map<string, string>();
  return routes.flatMap(({ path }, index) =>
    [...path.matchAll(/\{(\w+)\}/g)].flatMap(({ 1: name = '', index: at }) => {
      const place = path.slice(0, at).replace(/\{\w+\}/g, '{}');
      const known = names.get(place) ?? name;
      names.set(place, known);
      if (known === name) return [];
      const reason = `${path} has {${name}} where another route has {${known}}`;
      return [{ path: `routes[${index}].path`, reason, mend: 'Give what varies in one place one name.' }];
    }),
  );
}

const definition = (name: string, { functions, routes, userPoolArn, scopes, corsOrigin }: Checked) => {
  const invokeArns = Object.entries(functions).map(([key, { invokeArn }]) =>
    pulumi.output(invokeArn).apply(arn => [key, arn] as const),
  );
  return pulumi.all([pulumi.all(invokeArns), userPoolArn]).apply(([arns, pool]) =>
    JSON.stringify(
      apiDefinition({
        title: name,
        routes,
        invokeArns: Object.fromEntries(arns),
        userPoolArn: pool,
        scopes,
        corsOrigin,
      }),
    ),
  );
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
