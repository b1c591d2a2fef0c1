import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import grpc from '@grpc/grpc-js';
import engineServices, { type IEngineServer } from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import engineProto from '@pulumi/pulumi/proto/engine_pb.js';
import resourceServices from '@pulumi/pulumi/proto/resource_grpc_pb.js';
import empties from 'google-protobuf/google/protobuf/empty_pb.js';
import { childEnvironment } from './child-environment.ts';
import { Monitor, type Outputs, unary } from './monitor.ts';
import { type Project, readProject } from './project.ts';
import type { Recording, Severity } from './recorded.ts';

export interface RecordOptions {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  readonly stack: string;
  /** Default `unknown`. */
  readonly outputs?: Outputs;
  /** Settings over those of the stack's file, `namespace:key` -> value. */
  readonly config?: Readonly<Record<string, string>>;
  /** Default 5 minutes. */
  readonly timeoutMilliseconds?: number;
  /** Frames of a stack trace that a failing program prints; with 0 a run takes about half the time. Default 10. */
  readonly stackTraceLimit?: number;
}

const severities: readonly Severity[] = ['debug', 'info', 'warning', 'error'];
/** Bundles and models make large messages. */
const messageBytes = 256 * 1024 * 1024;

/**
 * Runs a stack's program by Pulumi's own Node runner, as `pulumi preview` does, against an engine that records what is
 * registered and makes nothing: no account, credentials or network are needed.
 * @throws ProjectError where the project or the stack's file can't be read
 */
export async function record(options: RecordOptions): Promise<Recording> {
  const project = readProject(options.root, options.stack);
  const config = { ...project.config, ...options.config };
  const region = config['aws:region'] ?? config[`${project.name}:region`] ?? 'us-east-1';
  const monitor = new Monitor({ project: project.name, stack: options.stack, region }, options.outputs ?? 'unknown');
  const messages: Recording['messages'][number][] = [];
  const server = new grpc.Server({ 'grpc.max_receive_message_length': messageBytes });
  server.addService(resourceServices.ResourceMonitorService, monitor.service());
  server.addService(engineServices.EngineService, engineService(messages));
  const address = `127.0.0.1:${await listen(server)}`;
  try {
    const { exitCode, terminal } = await run(project, { ...options, config, region }, address);
    const { resources, stackOutputs: outputs } = monitor;
    return { project: project.name, stack: options.stack, resources, outputs, messages, terminal, exitCode };
  } finally {
    monitor.close();
    server.forceShutdown();
  }
}

/** Keeps what the program says, and which resource is the stack. */
function engineService(messages: Recording['messages'][number][]): IEngineServer {
  let root = '';
  return {
    log: unary(request => {
      const severity = severities[request.getSeverity()] ?? 'info';
      if (severity !== 'debug') messages.push({ severity, text: request.getMessage() });
      return new empties.Empty();
    }),
    getRootResource: unary(() => {
      const response = new engineProto.GetRootResourceResponse();
      response.setUrn(root);
      return response;
    }),
    setRootResource: unary(request => {
      root = request.getUrn();
      return new engineProto.SetRootResourceResponse();
    }),
    startDebugging: unary(() => new empties.Empty()),
    requirePulumiVersion: unary(() => new engineProto.RequirePulumiVersionResponse()),
  };
}

const listen = (server: grpc.Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });

interface RunOptions extends RecordOptions {
  readonly config: Readonly<Record<string, string>>;
  readonly region: string;
}

/** The runner takes settings by flags and by the environment; credentials of whoever runs this are not handed on. */
async function run(project: Project, options: RunOptions, address: string) {
  const require = createRequire(path.join(project.root, 'package.json'));
  const flags = {
    monitor: address,
    engine: address,
    project: project.name,
    stack: options.stack,
    organization: 'organization',
    'root-directory': project.root,
    pwd: project.root,
    parallel: '16',
  };
  const child = spawn(
    process.execPath,
    [
      `--stack-trace-limit=${options.stackTraceLimit ?? 10}`,
      ...project.nodeArguments,
      require.resolve('@pulumi/pulumi/cmd/run/index.js'),
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
      '--dry-run',
      project.main,
    ],
    {
      cwd: project.root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMilliseconds ?? 300_000,
      env: {
        ...childEnvironment(),
        AWS_REGION: options.region,
        PULUMI_CONFIG: JSON.stringify(options.config),
        PULUMI_CONFIG_SECRET_KEYS: '[]',
        PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
      },
    },
  );
  let terminal = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      terminal += text;
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject).on('close', code => resolve(code ?? 1));
  });
  return { exitCode, terminal: terminal.trim() };
}
