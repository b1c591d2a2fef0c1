import { jsonAnswer, jsonFault, type ServiceRequest, type ServiceResponse } from './server.ts';

/**
 * An account with services on Fargate and functions, as far as they can be paused. Written from the API references of
 * ECS, Application Auto Scaling, Lambda and the Resource Groups Tagging API.
 */
export interface Account {
  readonly services: Map<string, ServiceState>;
  readonly functions: Map<string, FunctionState>;
}

export interface ServiceState {
  readonly arn: string;
  readonly tags: Map<string, string>;
  desiredCount: number;
  /** As DescribeScalableTargets tells it. */
  target?: Record<string, unknown>;
}

export interface FunctionState {
  readonly arn: string;
  readonly tags: Map<string, string>;
  reserved?: number | undefined;
  readonly provisioned: Map<string, number>;
}

type Input = Record<string, unknown>;

/** How the account answers; a page of the tagging API holds one resource. */
export function answer(account: Account, request: ServiceRequest): ServiceResponse {
  const lambda = /^\/(20\d\d-\d\d-\d\d)\/(functions|tags)\/([^/]+)(?:\/([\w-]+))?$/.exec(request.path);
  if (lambda) return answerLambda(account, request, lambda[2]!, lambda[3]!, lambda[4] ?? '');
  const handle = operations[request.operation];
  if (!handle) return jsonFault(400, 'UnknownOperationException', request.operation);
  return handle(account, JSON.parse(request.body.toString() || '{}') as Input);
}

const operations: Readonly<Record<string, (account: Account, input: Input) => ServiceResponse>> = {
  GetResources: ({ services, functions }, input) => {
    const filters = input['TagFilters'] as { Key: string; Values: string[] }[];
    const all = [...services.values(), ...functions.values()].filter(({ tags }) =>
      filters.every(({ Key, Values }) => Values.includes(tags.get(Key) ?? '')),
    );
    const at = Number(input['PaginationToken'] || 0);
    return jsonAnswer({
      PaginationToken: at + 1 < all.length ? String(at + 1) : '',
      ResourceTagMappingList: all.slice(at, at + 1).map(({ arn }) => ({ ResourceARN: arn, Tags: [] })),
    });
  },
  DescribeServices: ({ services }, input) => {
    const [name] = input['services'] as string[];
    const found = [...services.values()].find(({ arn }) => arn.endsWith(`/${String(input['cluster'])}/${name}`));
    if (!found) return jsonAnswer({ services: [], failures: [{ reason: 'MISSING' }] });
    const tags = [...found.tags].map(([key, value]) => ({ key, value }));
    return jsonAnswer({ services: [{ serviceArn: found.arn, desiredCount: found.desiredCount, tags }] });
  },
  UpdateService: ({ services }, input) => {
    const name = `/${String(input['cluster'])}/${String(input['service'])}`;
    const found = [...services.values()].find(({ arn }) => arn.endsWith(name));
    if (!found) return jsonFault(400, 'ServiceNotFoundException');
    found.desiredCount = Number(input['desiredCount']);
    return jsonAnswer({ service: { desiredCount: found.desiredCount } });
  },
  TagResource: ({ services }, input) => {
    const found = services.get(String(input['resourceArn']))!;
    for (const { key, value } of input['tags'] as { key: string; value: string }[]) {
      if (!isTagValue(value)) return jsonFault(400, 'InvalidParameterException');
      found.tags.set(key, value);
    }
    return jsonAnswer({});
  },
  UntagResource: ({ services }, input) => {
    for (const key of input['tagKeys'] as string[]) services.get(String(input['resourceArn']))!.tags.delete(key);
    return jsonAnswer({});
  },
  DescribeScalableTargets: ({ services }, input) => {
    const [id] = input['ResourceIds'] as string[];
    const found = [...services.values()].find(({ arn }) => arn.endsWith(`:${id}`));
    return jsonAnswer({ ScalableTargets: found?.target ? [found.target] : [] });
  },
  RegisterScalableTarget: ({ services }, input) => {
    const found = [...services.values()].find(({ arn }) => arn.endsWith(`:${String(input['ResourceId'])}`));
    if (!found?.target) return jsonFault(400, 'ObjectNotFoundException');
    const { MinCapacity, MaxCapacity, SuspendedState } = input;
    found.target = { ...found.target, MinCapacity, MaxCapacity, SuspendedState };
    // Scaling that is not suspended holds a service within its range.
    const isHeld = (SuspendedState as Record<string, boolean>)['DynamicScalingOutSuspended'] !== true;
    if (isHeld) found.desiredCount = Math.max(found.desiredCount, Number(MinCapacity));
    return jsonAnswer({});
  },
};

const isTagValue = (value: string): boolean => value.length <= 256 && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(value);
const empty: ServiceResponse = { status: 204 };

function answerLambda(
  { functions }: Account,
  { method, query, body }: ServiceRequest,
  kind: string,
  name: string,
  part: string,
): ServiceResponse {
  const found = [...functions.values()].find(({ arn }) => arn === name || arn.endsWith(`:${name}`));
  if (!found) return jsonFault(404, 'ResourceNotFoundException');
  const input = body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {};
  if (kind === 'tags') return tagged(found, method, query, input);
  if (part === 'concurrency') return reserved(found, method, input);
  if (part === 'provisioned-concurrency') return provisioned(found, method, query, input);
  return jsonFault(404, 'UnknownOperationException');
}

function tagged(
  { tags }: FunctionState,
  method: string,
  query: URLSearchParams,
  input: Record<string, unknown>,
): ServiceResponse {
  if (method === 'GET') return jsonAnswer({ Tags: Object.fromEntries(tags) });
  if (method === 'DELETE') for (const key of query.getAll('tagKeys')) tags.delete(key);
  for (const [key, value] of Object.entries((input['Tags'] ?? {}) as Record<string, string>)) {
    if (!isTagValue(value)) return jsonFault(400, 'InvalidParameterValueException');
    tags.set(key, value);
  }
  return empty;
}

function reserved(found: FunctionState, method: string, input: Record<string, unknown>): ServiceResponse {
  if (method === 'DELETE') {
    found.reserved = undefined;
    return empty;
  }
  if (method === 'PUT') {
    const wanted = Number(input['ReservedConcurrentExecutions']);
    const held = [...found.provisioned.values()].reduce((sum, one) => sum + one, 0);
    if (wanted < held) return jsonFault(400, 'InvalidParameterValueException', 'less than what is provisioned');
    found.reserved = wanted;
  }
  return jsonAnswer(found.reserved === undefined ? {} : { ReservedConcurrentExecutions: found.reserved });
}

function provisioned(
  { arn, provisioned: held }: FunctionState,
  method: string,
  query: URLSearchParams,
  input: Record<string, unknown>,
): ServiceResponse {
  const qualifier = query.get('Qualifier') ?? '';
  if (method === 'GET') {
    const all = [...held].map(([alias, count]) => ({
      FunctionArn: `${arn}:${alias}`,
      RequestedProvisionedConcurrentExecutions: count,
    }));
    return jsonAnswer({ ProvisionedConcurrencyConfigs: all });
  }
  if (method === 'DELETE') {
    return held.delete(qualifier) ? empty : jsonFault(404, 'ProvisionedConcurrencyConfigNotFoundException');
  }
  held.set(qualifier, Number(input['ProvisionedConcurrentExecutions']));
  return { ...jsonAnswer({ RequestedProvisionedConcurrentExecutions: held.get(qualifier) }), status: 202 };
}
