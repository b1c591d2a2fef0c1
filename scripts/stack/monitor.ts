import grpc from '@grpc/grpc-js';
import provider from '@pulumi/pulumi/proto/provider_pb.js';
import type { IResourceMonitorServer } from '@pulumi/pulumi/proto/resource_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/resource_pb.js';
import empties from 'google-protobuf/google/protobuf/empty_pb.js';
import { answer } from './answers.ts';
import { Callbacks } from './callbacks.ts';
import { invented } from './invented.ts';
import { type RecordedResource, stackType } from './recorded.ts';
import { fromStruct, toStruct, unknownValue } from './values.ts';

/** What a resource's outputs are while a program is recorded. */
export type Outputs =
  /** As in the preview of a new stack: none is known before it is deployed. */
  | 'unknown'
  /** Ids and ARNs are made up, so that whatever is built from them, such as a policy, can be read; others are unknown. */
  | 'invented';

/** What programs may count on, by the names that they ask one by one. */
const features: ReadonlySet<string> = new Set([
  'secrets',
  'resourceReferences',
  'outputValues',
  'aliasSpecs',
  'deletedWith',
  'transforms',
  'invokeTransforms',
  'parameterization',
  'resourceHooks',
  'errorHooks',
]);

type Request = InstanceType<typeof proto.RegisterResourceRequest>;
type Transforms = ReturnType<Request['getTransformsList']>;

/** The engine's side of the protocol that programs register their resources by: it records, and makes nothing. */
export class Monitor {
  readonly resources: RecordedResource[] = [];
  stackOutputs: Record<string, unknown> = {};
  readonly #info: { readonly project: string; readonly stack: string; readonly region: string };
  readonly #outputs: Outputs;
  readonly #callbacks = new Callbacks();
  readonly #stackTransforms: Transforms = [];
  readonly #byUrn = new Map<string, { resource: RecordedResource; types: string; transforms: Transforms }>();

  constructor(info: { project: string; stack: string; region: string }, outputs: Outputs) {
    this.#info = info;
    this.#outputs = outputs;
  }

  /** The services to serve. */
  service(): IResourceMonitorServer {
    const nothing = () => new empties.Empty();
    return {
      getDeploymentInfo: unary(() => this.#deployment()),
      supportsFeature: unary(request => {
        const response = new proto.SupportsFeatureResponse();
        response.setHassupport(features.has(request.getId()));
        return response;
      }),
      registerResource: unary(request => this.#register(request)),
      registerResourceOutputs: unary(request => {
        if (this.#byUrn.get(request.getUrn())?.resource.type === stackType) {
          this.stackOutputs = fromStruct(request.getOutputs());
        }
        return nothing();
      }),
      readResource: unary(request => this.#read(request)),
      invoke: unary(request => this.#invoke(request)),
      call: unary(() => {
        const response = new provider.CallResponse();
        response.setReturn(toStruct({ result: unknownValue }));
        return response;
      }),
      registerStackTransform: unary(callback => {
        this.#stackTransforms.push(callback);
        return nothing();
      }),
      registerStackInvokeTransform: unary(nothing),
      registerResourceHook: unary(nothing),
      registerErrorHook: unary(nothing),
      registerPackage: unary(request => {
        const response = new proto.RegisterPackageResponse();
        response.setRef(`${request.getName()}@${request.getVersion()}`);
        return response;
      }),
      signalAndWaitForShutdown: unary(nothing),
    };
  }

  close(): void {
    this.#callbacks.close();
  }

  #deployment() {
    const info = new proto.DeploymentInfo();
    info.setProject(this.#info.project);
    info.setStack(this.#info.stack);
    info.setDryrun(true);
    const { ResourceMonitorFeature: feature } = proto;
    info.setSupportedfeaturesList([
      feature.RESOURCE_MONITOR_FEATURE_SECRETS,
      feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
      feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
      feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
      feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
      feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
      feature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
      feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
      feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
      feature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
    ]);
    return info;
  }

  async #register(request: Request) {
    const transforms = [
      ...request.getTransformsList(),
      ...this.#inherited(request.getParent()),
      ...this.#stackTransforms,
    ];
    const inputs = fromStruct(await this.#callbacks.transformed(request, transforms));
    const resource = this.#record(request, inputs);
    const response = new proto.RegisterResourceResponse();
    response.setUrn(resource.urn);
    if (resource.type === stackType) return response;
    const made = this.#made(resource);
    response.setId(resource.custom ? (made?.id ?? unknownIdOf(resource)) : '');
    response.setObject(toStruct({ ...inputs, ...made?.outputs }));
    return response;
  }

  #made(resource: RecordedResource): ReturnType<typeof invented> | undefined {
    const isMade = (resource.custom || resource.remote) && this.#outputs === 'invented';
    return isMade ? invented(resource, this.#info.region) : undefined;
  }

  /** Transforms of the resources above apply too, the nearest first. */
  #inherited(parent: string): Transforms {
    const above = this.#byUrn.get(parent);
    return above ? [...above.transforms, ...this.#inherited(above.resource.parent)] : [];
  }

  /** @throws the engine's own error for a name that is taken */
  #record(request: Request, inputs: Record<string, unknown>): RecordedResource {
    const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
    const above = this.#byUrn.get(parent);
    const types = above && above.resource.type !== stackType ? `${above.types}$${type}` : type;
    const urn = `urn:pulumi:${this.#info.stack}::${this.#info.project}::${types}::${name}`;
    if (this.#byUrn.has(urn)) {
      const message = `Duplicate resource URN '${urn}'; try giving it a unique name`;
      throw Object.assign(new Error(message), { code: grpc.status.ALREADY_EXISTS });
    }
    const propertyDependencies: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((urns, property) => {
      propertyDependencies[property] = urns.getUrnsList();
    });
    const resource: RecordedResource = {
      urn,
      type,
      name,
      parent,
      custom: request.getCustom(),
      remote: request.getRemote(),
      inputs,
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      provider: request.getProvider(),
      dependencies: request.getDependenciesList(),
      propertyDependencies,
      ignoreChanges: request.getIgnorechangesList(),
      aliases: request.getAliasesList().map(alias => alias.getUrn() || alias.getSpec()?.getName() || ''),
    };
    this.#byUrn.set(urn, { resource, types, transforms: request.getTransformsList() });
    this.resources.push(resource);
    return resource;
  }

  /** What exists elsewhere, such as another stack's outputs, is unknown here. */
  #read(request: InstanceType<typeof proto.ReadResourceRequest>) {
    const response = new proto.ReadResourceResponse();
    const { stack, project } = this.#info;
    response.setUrn(`urn:pulumi:${stack}::${project}::${request.getType()}::${request.getName()}`);
    const elsewhere = request.getType() === 'pulumi:pulumi:StackReference' ? { outputs: unknownValue } : {};
    response.setProperties(toStruct({ ...fromStruct(request.getProperties()), ...elsewhere }));
    return response;
  }

  #invoke(request: InstanceType<typeof proto.ResourceInvokeRequest>) {
    const response = new provider.InvokeResponse();
    response.setReturn(toStruct(answer(request.getTok(), fromStruct(request.getArgs()), this.#info.region)));
    return response;
  }
}

/** A preview knows no ids; the engine leaves them empty, but for providers, which refer to each other by theirs. */
const unknownIdOf = ({ type }: RecordedResource): string => (type.startsWith('pulumi:providers:') ? unknownValue : '');

/** A method of one request and one response; what it throws reaches the program as the call's error. */
export function unary<Q, R>(handle: (request: Q) => R | Promise<R>): grpc.handleUnaryCall<Q, R> {
  return (call, done) => {
    Promise.resolve(call.request)
      .then(handle)
      .then(
        response => done(null, response),
        (error: Error & { code?: grpc.status }) =>
          done({ code: error.code ?? grpc.status.UNKNOWN, details: error.message }),
      );
  };
}
