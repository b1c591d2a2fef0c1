import structs from 'google-protobuf/google/protobuf/struct_pb.js';
import { isRecord } from './members.ts';

/** What stands for a value that is known only once it is deployed, on the wire and in recordings. */
export const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Member that marks values which are more than JSON, and its marks: the wire format of `@pulumi/pulumi/runtime/rpc`. */
const mark = '4dabf18193072939515e22adb298388d';
const kinds: Readonly<Record<string, (value: Record<string, unknown>) => unknown>> = {
  '1b47061264138c4ac30d75fd1eb44270': secret => plain(secret['value']),
  d0e6a833031e9bbcd3f4e8bde6ca49a4: output => ('value' in output ? plain(output['value']) : unknownValue),
  '5cf8f73096256a8f31e491e813e4eb8e': resource => resource['id'] || resource['urn'],
  c44067f5952c0a294b673a41bacd8c17: asset => ({ asset: asset['path'] ?? asset['uri'] ?? asset['text'] }),
  '0def7320c3a5731c473e5ecbe6d01bc7': archive => ({
    archive: archive['path'] ?? archive['uri'] ?? plain(archive['assets']),
  }),
};

/** Plain values of what travels: secrets opened, outputs their value, resources their id, files their path. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  const open = kinds[String(value[mark])];
  return open ? open(value) : plainMembers(value);
}

const plainMembers = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));

type Json = Parameters<typeof structs.Struct.fromJavaScript>[0];

/** Members that are undefined are left out, as in JSON. */
export const toStruct = (members: Readonly<Record<string, unknown>>): structs.Struct =>
  structs.Struct.fromJavaScript(JSON.parse(JSON.stringify(members)) as Json);

export const fromStruct = (struct: structs.Struct | undefined): Record<string, unknown> =>
  struct ? plainMembers(struct.toJavaScript()) : {};
