import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { DashboardServiceArgs } from '../dashboard-service.ts';
import type { Grant } from './policy.ts';

interface TaskSettings extends Pick<DashboardServiceArgs, 'environment' | 'secrets'> {
  readonly cpuUnits: number;
  readonly memoryMegabytes: number;
}

interface TaskParts {
  readonly image: pulumi.Input<string>;
  readonly logs: aws.cloudwatch.LogGroup;
  readonly execution: aws.iam.Role;
  readonly task: aws.iam.Role;
}

/** One container that can write nothing but `/tmp`, and is asked every half a minute whether it is well. */
export function taskDefinition(
  name: string,
  settings: TaskSettings,
  parts: TaskParts,
  child: pulumi.CustomResourceOptions,
) {
  const container = {
    name: 'dashboard',
    image: parts.image,
    essential: true,
    readonlyRootFilesystem: true,
    user: '1000',
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
    portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
    mountPoints: [{ sourceVolume: 'tmp', containerPath: '/tmp', readOnly: false }],
    environment: pairs(settings.environment, 'value'),
    secrets: pairs(settings.secrets, 'valueFrom'),
    stopTimeout: 60,
    healthCheck: {
      command: [
        'CMD',
        'node',
        '-e',
        `fetch('http://127.0.0.1:8080/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))`,
      ],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 30,
    },
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': parts.logs.name,
        'awslogs-region': aws.getRegionOutput({}, child).region,
        'awslogs-stream-prefix': 'dashboard',
        // A log that is slow never makes people wait.
        mode: 'non-blocking',
        'max-buffer-size': '4m',
      },
    },
  };
  return new aws.ecs.TaskDefinition(
    `${name}-task`,
    {
      family: name,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: String(settings.cpuUnits),
      memory: String(settings.memoryMegabytes),
      runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
      executionRoleArn: parts.execution.arn,
      taskRoleArn: parts.task.arn,
      volumes: [{ name: 'tmp' }],
      containerDefinitions: pulumi.jsonStringify([container]),
    },
    child,
  );
}

/** Reads the secrets that ECS puts into the environment. */
export const secretGrant = (secrets: DashboardServiceArgs['secrets'] = {}): Grant[] => {
  const resources = Object.values(secrets);
  return resources.length === 0 ? [] : [{ statements: [{ actions: ['secretsmanager:GetSecretValue'], resources }] }];
};

const pairs = (values: Readonly<Record<string, pulumi.Input<string>>> = {}, as: 'value' | 'valueFrom') =>
  Object.entries(values)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, [as]: value }));
