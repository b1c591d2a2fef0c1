import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import grpc from '@grpc/grpc-js';
import analyzerServices from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/analyzer_pb.js';
import empties from 'google-protobuf/google/protobuf/empty_pb.js';
import { childEnvironment } from './child-environment.ts';
import type { RecordedResource } from './recorded.ts';
import { toStruct } from './values.ts';

/** What a policy has against a resource, or against the stack as a whole. */
export interface Violation {
  readonly policy: string;
  /** A deployment with a mandatory one is refused; an advisory one is told. */
  readonly level: 'mandatory' | 'advisory';
  readonly message: string;
  /** Empty for the stack. */
  readonly urn: string;
}

export interface PolicyReport {
  /** Names of the policies that were run. */
  readonly policies: readonly string[];
  readonly violations: readonly Violation[];
}

type Client = InstanceType<typeof analyzerServices.AnalyzerClient>;
type Diagnostics = InstanceType<typeof proto.AnalyzeResponse>;

/**
 * Starts a policy pack by Pulumi's own runner, as the engine does, and shows it resources: each by itself, then all.
 * @param pack folder of the pack
 * @throws Error with what the pack said where it doesn't start
 */
export async function checkPolicies(pack: string, resources: readonly RecordedResource[]): Promise<PolicyReport> {
  const child = start(pack);
  const client = new analyzerServices.AnalyzerClient(
    `127.0.0.1:${await portOf(child)}`,
    grpc.credentials.createInsecure(),
    { 'grpc.max_send_message_length': -1 },
  );
  try {
    const info = await call<InstanceType<typeof proto.AnalyzerInfo>>(done =>
      client.getAnalyzerInfo(new empties.Empty(), done),
    );
    const violations = violationsOf(await analyzeStack(client, resources), '');
    for (const resource of resources) {
      violations.push(...violationsOf(await analyze(client, resource, resources), resource.urn));
    }
    return { policies: info.getPoliciesList().map(policy => policy.getName()), violations };
  } finally {
    client.close();
    child.kill();
  }
}

function start(pack: string): ChildProcess {
  const runner = createRequire(path.join(pack, 'package.json')).resolve('@pulumi/pulumi/cmd/run-policy-pack/index.js');
  return spawn(process.execPath, [runner, '127.0.0.1:0', '.'], {
    cwd: pack,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnvironment(),
  });
}

/** The pack's first line is its port. */
function portOf(child: ChildProcess): Promise<number> {
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    createInterface(child.stdout!).once('line', line => resolve(Number(line)));
    child.once('error', reject).once('close', () => reject(new Error(`The policy pack doesn't start: ${said.trim()}`)));
  });
}

async function analyze(client: Client, resource: RecordedResource, all: readonly RecordedResource[]) {
  const request = new proto.AnalyzeRequest();
  describe(request, resource, all);
  return call<Diagnostics>(done => client.analyze(request, done));
}

async function analyzeStack(client: Client, resources: readonly RecordedResource[]) {
  const request = new proto.AnalyzeStackRequest();
  request.setResourcesList(
    resources.map(resource => {
      const described = new proto.AnalyzerResource();
      describe(described, resource, resources);
      described.setParent(resource.parent);
      described.setDependenciesList([...resource.dependencies]);
      const dependencies = described.getPropertydependenciesMap();
      for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
        const value = new proto.AnalyzerPropertyDependencies();
        value.setUrnsList([...urns]);
        dependencies.set(property, value);
      }
      return described;
    }),
  );
  return call<Diagnostics>(done => client.analyzeStack(request, done));
}

/** The members that a request about one resource and a resource of a stack have in common. */
type Described = {
  [Method in 'setType' | 'setName' | 'setUrn' | 'setProperties' | 'setOptions' | 'setProvider']: (
    ...given: Parameters<InstanceType<typeof proto.AnalyzerResource>[Method]>
  ) => unknown;
};

function describe(request: Described, resource: RecordedResource, all: readonly RecordedResource[]): void {
  request.setType(resource.type);
  request.setName(resource.name);
  request.setUrn(resource.urn);
  request.setProperties(toStruct(resource.inputs));
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(resource.protect);
  options.setIgnorechangesList([...resource.ignoreChanges]);
  options.setParent(resource.parent);
  options.setCustomtimeouts(new proto.AnalyzerResourceOptions.CustomTimeouts());
  request.setOptions(options);
  const provider = all.find(({ urn }) => resource.provider.startsWith(`${urn}::`));
  if (!provider) return;
  const described = new proto.AnalyzerProviderResource();
  described.setType(provider.type);
  described.setName(provider.name);
  described.setUrn(provider.urn);
  described.setProperties(toStruct(provider.inputs));
  request.setProvider(described);
}

/** Of a single resource the pack says what is wrong, not whose. */
const violationsOf = (response: Diagnostics, urn: string): Violation[] =>
  response.getDiagnosticsList().map(diagnostic => ({
    policy: diagnostic.getPolicyname(),
    level: diagnostic.getEnforcementlevel() === proto.EnforcementLevel.MANDATORY ? 'mandatory' : 'advisory',
    message: ownWords(diagnostic.getDescription(), diagnostic.getMessage()),
    urn: diagnostic.getUrn() || urn,
  }));

/** The pack puts the policy's description before what it found. */
const ownWords = (description: string, message: string): string =>
  message.startsWith(description) ? message.slice(description.length).trim() : message;

const call = <R>(start: (done: (error: grpc.ServiceError | null, response: R) => void) => void): Promise<R> =>
  new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(error) : resolve(response)));
  });
