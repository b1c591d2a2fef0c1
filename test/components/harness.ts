import * as pulumi from '@pulumi/pulumi';

/** A resource as the program asked for it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  /** What was given; values that a preview can't know are UNKNOWN. */
  readonly inputs: Inputs;
  readonly urn: string;
  /** URN of the parent. */
  readonly parent: string;
  readonly custom: boolean;
  readonly options: {
    readonly protect: boolean;
    readonly retainOnDelete: boolean;
    readonly ignoreChanges: readonly string[];
    readonly aliases: readonly string[];
    readonly dependencies: readonly string[];
    readonly deleteBeforeReplace: boolean;
    readonly provider: string;
  };
}

/** A tree of plain values. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | Inputs;
export interface Inputs {
  readonly [name: string]: Value;
}

/** What the program asked AWS while it ran. */
export interface Asked {
  /** Such as `aws:index/getRegion:getRegion`. */
  readonly token: string;
  /** URN and id of the provider that was asked; undefined is the default one. */
  readonly provider: string | undefined;
}

export interface Graph {
  readonly resources: readonly Registered[];
  readonly asked: readonly Asked[];
  /** The only resource of this name. */
  named(name: string): Registered;
  /** All of a type, such as `aws:s3/bucket:Bucket`. */
  ofType(type: string): readonly Registered[];
  /** Statements of all inline policies of roles, by the policy's name. */
  statements(): readonly Statement[];
}

export interface Statement {
  readonly policy: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface HarnessOptions {
  /** As `pulumi preview`: what AWS would answer is unknown. Default false. */
  readonly preview?: boolean;
  /** The part of AWS that the account is in, by which its ARNs begin. Default `aws`. */
  readonly partition?: string;
}

/** What stands for a value that is known only once the stack is up. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const signature = '4dabf18193072939515e22adb298388d';

/** Runs what makes resources, as Pulumi would, and gives all that was registered. */
export async function register(
  make: () => unknown,
  { preview = false, partition = 'aws' }: HarnessOptions = {},
): Promise<Graph> {
  const resources: Registered[] = [];
  const asked: Asked[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        if (preview) return { id: undefined, state: inputs };
        if (type === 'awsx:ec2:Vpc') return { id: undefined, state: { ...inputs, ...networkOf(name) } };
        return type.includes('/')
          ? { id: `${name}-id`, state: stateOf(name, inputs, partition) }
          : { id: undefined, state: inputs };
      },
      call: ({ token, inputs, provider }) => {
        asked.push({ token, provider: provider || undefined });
        if (token === partitionToken) return { partition, id: partition };
        return answers[token] ?? inputs;
      },
    },
    'sophia',
    'test',
    preview,
  );
  recordRequests(resources);
  // Pulumi keeps a stack trace of every resource and output: most of the time that a component would take here.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    make();
    await settled();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return graphOf(resources, asked);
}

/** The mocks are told inputs alone; what else was asked for is in the requests to the engine. */
function recordRequests(resources: Registered[]): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const answer = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, done) => {
    resources.push(registered(request));
    return answer(request, done);
  };
}

interface Monitor {
  registerResource(request: Request, done: unknown): Promise<void>;
}

/** The part of the engine's request that we look at. */
interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
  getProtect(): boolean | undefined;
  getRetainondelete(): boolean | undefined;
  getIgnorechangesList(): string[];
  getAliasesList(): { getUrn(): string; getSpec(): { getName(): string } | undefined }[];
  getDependenciesList(): string[];
  getDeletebeforereplace(): boolean;
  getProvider(): string;
}

const registered = (request: Request): Registered => ({
  type: request.getType(),
  name: request.getName(),
  inputs: plain(request.getObject()?.toJavaScript() ?? {}) as Inputs,
  urn: urnOf(request.getParent(), request.getType(), request.getName()),
  parent: request.getParent(),
  custom: request.getCustom(),
  options: {
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    aliases: request.getAliasesList().map(alias => alias.getUrn() || (alias.getSpec()?.getName() ?? '')),
    dependencies: request.getDependenciesList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    provider: request.getProvider(),
  },
});

/** Everything registered, its outputs resolved. */
const settled = () => pulumi.runtime.disconnect();

const urnOf = (parent: string, type: string, name: string): string => {
  const parentType = /^urn:pulumi:[^:]*::[^:]*::(.+)::[^:]*$/.exec(parent)?.[1];
  const qualified = parentType && parentType !== 'pulumi:pulumi:Stack' ? `${parentType}$${type}` : type;
  return `urn:pulumi:test::sophia::${qualified}::${name}`;
};

/** What AWS would have added: names and ARNs. */
const stateOf = (name: string, inputs: Inputs, partition: string): Inputs => ({
  name: `${name}-0123abc`,
  arn: `arn:${partition}:test:us-east-1:123456789012:${name}`,
  dnsName: `${name}.us-east-1.amazonaws.com`,
  version: '1',
  hex: '0a1b2c',
  endpoints: [{ address: `${name}.cache.amazonaws.com`, port: 6379 }],
  invokeArn: `arn:${partition}:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:${partition}:lambda:us-east-1:123456789012:function:${name}/invocations`,
  ...inputs,
});

/** What a network's own provider would have made in it. */
const networkOf = (name: string): Inputs => ({
  vpcId: `${name}-id`,
  publicSubnetIds: [`${name}-public-1`, `${name}-public-2`],
  privateSubnetIds: [`${name}-private-1`, `${name}-private-2`],
  routeTables: [{ id: `${name}-routes` }],
});

const partitionToken = 'aws:index/getPartition:getPartition';
const answers: Readonly<Record<string, Inputs>> = {
  'aws:index/getRegion:getRegion': { region: 'us-east-1', name: 'us-east-1', id: 'us-east-1' },
  'aws:index/getCallerIdentity:getCallerIdentity': { accountId: '123456789012', id: '123456789012' },
  'aws:index/getAvailabilityZones:getAvailabilityZones': { names: ['us-east-1a', 'us-east-1b', 'us-east-1c'], id: 'z' },
};

function graphOf(resources: readonly Registered[], asked: readonly Asked[]): Graph {
  return {
    resources,
    asked,
    named(name) {
      const found = resources.filter(resource => resource.name === name);
      if (found.length !== 1)
        throw new Error(`${found.length} are named ${name}: ${resources.map(r => r.name).join(', ')}`);
      return found[0]!;
    },
    ofType: type => resources.filter(resource => resource.type === type),
    statements: () => resources.filter(({ type }) => type === 'aws:iam/rolePolicy:RolePolicy').flatMap(statementsOf),
  };
}

function statementsOf({ name, inputs }: Registered): Statement[] {
  const document = inputs['policy'];
  if (typeof document !== 'string' || document === UNKNOWN) return [];
  const { Statement } = JSON.parse(document) as { Statement: { Action: string[]; Resource: string[] }[] };
  return Statement.map(({ Action, Resource }) => ({ policy: name, actions: Action, resources: Resource }));
}

/** Plain values out of what travels: secrets opened, resources as their id, assets as their path or text. */
function plain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value as Value;
  const entries = value as Record<string, unknown>;
  const kind = kinds[String(entries[signature])];
  if (kind === 'secret') return plain(entries['value']);
  if (kind === 'resource') return String(entries['id'] || entries['urn']);
  if (kind) return `${kind} ${String(entries['path'] ?? entries['uri'] ?? entries['text'] ?? 'of files')}`;
  return Object.fromEntries(Object.entries(entries).map(([key, some]) => [key, plain(some)]));
}

/** What kind of special value it is, by the signature that it travels with. */
const kinds: Readonly<Record<string, string>> = {
  '1b47061264138c4ac30d75fd1eb44270': 'secret',
  '5cf8f73096256a8f31e491e813e4eb8e': 'resource',
  c44067f5952c0a294b673a41bacd8c17: 'asset',
  '0def7320c3a5731c473e5ecbe6d01bc7': 'archive',
};
