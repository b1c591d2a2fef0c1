import type {
  Policy,
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from '@pulumi/policy';

type Members = Readonly<Record<string, unknown>>;

/** A resource as a policy is shown it. */
export interface Given {
  readonly type: string;
  readonly props?: Members;
  /** Default the last word of the type. */
  readonly name?: string;
  readonly protect?: boolean;
  /** Argument -> resources that its value comes from. */
  readonly from?: Readonly<Record<string, readonly Given[]>>;
  readonly provider?: Members;
}

export interface Circumstances {
  /** Default `production`. */
  readonly stack?: string;
  /** Settings of the policy, over its defaults. */
  readonly config?: Members;
}

/** Names of the resources that a policy has something against, as often as it has; `` for the stack as a whole. */
export function refused(
  policy: ResourceValidationPolicy | StackValidationPolicy,
  given: readonly Given[],
  { stack = 'production', config = {} }: Circumstances = {},
): string[] {
  const resources = shown(given, stack);
  const common = {
    stackTags: new Map<string, string>(),
    getConfig: <T extends object>() => ({ ...defaultsOf(policy), ...config }) as T,
    notApplicable: (): never => {
      throw new Error('not applicable');
    },
  };
  const found: string[] = [];
  const report = (urn: string): void => void found.push(urn.split('::')[3] ?? '');
  if ('validateStack' in policy) {
    void policy.validateStack({ resources, ...common }, (_message, urn) => report(urn ?? ''));
    return found;
  }
  for (const resource of resources) {
    const args = { ...resource, ...common } as unknown as ResourceValidationArgs;
    for (const validate of [policy.validateResource ?? []].flat()) void validate(args, () => report(resource.urn));
  }
  return found;
}

const defaultsOf = ({ configSchema }: Policy): Record<string, unknown> =>
  Object.fromEntries(Object.entries(configSchema?.properties ?? {}).map(([name, one]) => [name, one.default]));

/** Every resource once, so that those which others come from are the same ones. */
function shown(given: readonly Given[], stack: string): PolicyResource[] {
  const known = new Map<Given, PolicyResource>();
  const show = (one: Given): PolicyResource => {
    const before = known.get(one);
    if (before) return before;
    const name = one.name ?? one.type.split(':').at(-1)!;
    const resource: PolicyResource = {
      type: one.type,
      name,
      urn: `urn:pulumi:${stack}::test::${one.type}::${name}`,
      props: { ...one.props },
      opts: {
        protect: one.protect ?? false,
        ignoreChanges: [],
        aliases: [],
        customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        additionalSecretOutputs: [],
      },
      dependencies: [],
      propertyDependencies: {},
      isType: () => false,
      asType: () => undefined,
      ...(one.provider && { provider: { type: 'pulumi:providers:aws', name: 'aws', urn: '', props: one.provider } }),
    };
    known.set(one, resource);
    for (const [property, sources] of Object.entries(one.from ?? {})) {
      resource.propertyDependencies[property] = sources.map(show);
    }
    return resource;
  };
  return given.map(show);
}

/** A bucket with all that a good one has around it; each part can be left out or given otherwise. */
export interface BucketParts {
  readonly props?: Members;
  readonly block?: Members | undefined;
  readonly encryption?: Members | undefined;
  readonly policy?: readonly unknown[] | undefined;
  readonly versioning?: Members | undefined;
  readonly lifecycle?: Members | undefined;
}

const everySwitch = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

export const tlsOnly = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const goodBucket: BucketParts = {
  block: everySwitch,
  encryption: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' } }] },
  policy: [tlsOnly],
  versioning: { versioningConfiguration: { status: 'Enabled' } },
};

/** What is given as undefined is left out. */
export function bucket(changes: BucketParts = {}, name = 'data'): Given[] {
  const parts = { ...goodBucket, ...changes };
  const self: Given = { type: 'aws:s3/bucket:Bucket', name, props: parts.props ?? {} };
  const kinds = {
    BucketPublicAccessBlock: parts.block,
    BucketServerSideEncryptionConfiguration: parts.encryption,
    BucketPolicy: parts.policy && { policy: JSON.stringify({ Version: '2012-10-17', Statement: parts.policy }) },
    BucketVersioning: parts.versioning,
    BucketLifecycleConfiguration: parts.lifecycle,
  };
  const around = Object.entries(kinds).map(
    ([kind, props]) =>
      props && {
        type: `aws:s3/${kind[0]!.toLowerCase()}${kind.slice(1)}:${kind}`,
        name: `${name}-${kind}`,
        props,
        from: { bucket: [self] },
      },
  );
  return [self, ...around.filter(one => one !== undefined)];
}
export { everySwitch };

/** An inline policy of a role that holds these statements. */
export const rolePolicy = (...statements: readonly Members[]): Given => ({
  type: 'aws:iam/rolePolicy:RolePolicy',
  props: { policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) },
});
