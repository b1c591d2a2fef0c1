import grpc from '@grpc/grpc-js';
import callbackServices from '@pulumi/pulumi/proto/callback_grpc_pb.js';
import callbacks from '@pulumi/pulumi/proto/callback_pb.js';
import proto from '@pulumi/pulumi/proto/resource_pb.js';

type Request = InstanceType<typeof proto.RegisterResourceRequest>;
type Callback = InstanceType<typeof callbacks.Callback>;
type Properties = ReturnType<Request['getObject']>;

/** Calls back into the program: its transforms may change what a resource is given before it is recorded. */
export class Callbacks {
  readonly #clients = new Map<string, InstanceType<typeof callbackServices.CallbacksClient>>();

  /** What the transforms, in this order, make of a resource's arguments. */
  async transformed(request: Request, transforms: readonly Callback[]): Promise<Properties> {
    let properties = request.getObject();
    const options = optionsOf(request);
    for (const transform of transforms) {
      const asked = new proto.TransformRequest();
      asked.setType(request.getType());
      asked.setName(request.getName());
      asked.setCustom(request.getCustom());
      asked.setParent(request.getParent());
      asked.setProperties(properties);
      asked.setOptions(options);
      const reply = proto.TransformResponse.deserializeBinary(await this.#call(transform, asked.serializeBinary()));
      properties = reply.getProperties() ?? properties;
    }
    return properties;
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  #call(callback: Callback, message: Uint8Array): Promise<Uint8Array> {
    const request = new callbacks.CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(message);
    const client = this.#client(callback.getTarget());
    return new Promise((resolve, reject) => {
      client.invoke(request, (error, reply) => (error ? reject(error) : resolve(reply.getResponse_asU8())));
    });
  }

  #client(target: string) {
    const known = this.#clients.get(target);
    if (known) return known;
    const client = new callbackServices.CallbacksClient(target, grpc.credentials.createInsecure());
    this.#clients.set(target, client);
    return client;
  }
}

function optionsOf(request: Request) {
  const options = new proto.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  options.setProtect(request.getProtect() ?? false);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setVersion(request.getVersion());
  options.setProvider(request.getProvider());
  return options;
}
