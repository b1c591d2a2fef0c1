import {
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeServicesCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { Clients } from './clients.ts';
import { memoryTag, readMemory, type Scaling, type ServiceMemory, writeMemory } from './memory.ts';
import type { Step } from './step.ts';

const dimension = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/** `arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/SERVICE` */
function partsOf(arn: string) {
  const [, cluster = '', service = ''] = arn.split(':').at(-1)!.split('/');
  return { cluster, service, ResourceId: `service/${cluster}/${service}` };
}

async function describe({ ecs }: Clients, arn: string) {
  const { cluster, service } = partsOf(arn);
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service], include: ['TAGS'] }));
  const found = services?.[0];
  if (!found) throw new Error(`AWS lists ${arn}, but can't describe it. It may be deleted: try again in a minute.`);
  return { desiredCount: found.desiredCount ?? 0, memory: found.tags?.find(({ key }) => key === memoryTag)?.value };
}

async function scalingOf({ scaling }: Clients, arn: string): Promise<Scaling | undefined> {
  const { ResourceId } = partsOf(arn);
  const { ScalableTargets } = await scaling.send(
    new DescribeScalableTargetsCommand({ ...dimension, ResourceIds: [ResourceId] }),
  );
  const [target] = ScalableTargets ?? [];
  return (
    target && {
      minimum: target.MinCapacity ?? 0,
      maximum: target.MaxCapacity ?? 0,
      suspended: {
        in: target.SuspendedState?.DynamicScalingInSuspended ?? false,
        out: target.SuspendedState?.DynamicScalingOutSuspended ?? false,
        scheduled: target.SuspendedState?.ScheduledScalingSuspended ?? false,
      },
    }
  );
}

/** Steps that stop a service: remembering comes first, then scaling, which would start tasks again. */
export async function pauseService(clients: Clients, arn: string): Promise<Step[]> {
  const { desiredCount, memory } = await describe(clients, arn);
  // A pause that was cut short has remembered already; what is there now is not how it was.
  const before: ServiceMemory =
    memory === undefined
      ? { kind: 'service', desiredCount, scaling: await scalingOf(clients, arn) }
      : serviceMemory(memory);
  const { cluster, service } = partsOf(arn);
  const { scaling } = before;
  return [
    ...(memory === undefined
      ? [
          {
            says: `remember on ${service}: ${writeMemory(before)}`,
            run: () =>
              clients.ecs.send(
                new TagResourceCommand({ resourceArn: arn, tags: [{ key: memoryTag, value: writeMemory(before) }] }),
              ),
          },
        ]
      : []),
    ...(scaling
      ? [
          {
            says: `suspend the scaling of ${service}`,
            run: () => scale(clients, arn, { minimum: 0, maximum: scaling.maximum, suspended: everything }),
          },
        ]
      : []),
    {
      says: `stop the ${desiredCount} tasks of ${service}`,
      run: () => clients.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 0 })),
    },
  ];
}

const everything = { in: true, out: true, scheduled: true };

/** Steps that bring a service back; that it is forgotten comes last, so that a resumption cut short can be repeated. */
export async function resumeService(clients: Clients, arn: string): Promise<Step[]> {
  const { memory } = await describe(clients, arn);
  if (memory === undefined) return [];
  const { desiredCount, scaling } = serviceMemory(memory);
  const { cluster, service } = partsOf(arn);
  return [
    {
      says: `start ${desiredCount} tasks of ${service}`,
      run: () => clients.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount })),
    },
    ...(scaling
      ? [
          {
            says: `scale ${service} between ${scaling.minimum} and ${scaling.maximum} tasks`,
            run: () => scale(clients, arn, scaling),
          },
        ]
      : []),
    {
      says: `forget how ${service} was`,
      run: () => clients.ecs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: [memoryTag] })),
    },
  ];
}

function serviceMemory(text: string): ServiceMemory {
  const memory = readMemory(text);
  if (memory.kind !== 'service') throw new Error(`The tag ${memoryTag} of a service speaks of a ${memory.kind}.`);
  return memory;
}

const scale = ({ scaling }: Clients, arn: string, { minimum, maximum, suspended }: Scaling): Promise<unknown> =>
  scaling.send(
    new RegisterScalableTargetCommand({
      ...dimension,
      ResourceId: partsOf(arn).ResourceId,
      MinCapacity: minimum,
      MaxCapacity: maximum,
      SuspendedState: {
        DynamicScalingInSuspended: suspended.in,
        DynamicScalingOutSuspended: suspended.out,
        ScheduledScalingSuspended: suspended.scheduled,
      },
    }),
  );
