import {
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetFunctionConcurrencyCommand,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  paginateListProvisionedConcurrencyConfigs,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import type { Clients } from './clients.ts';
import { type FunctionMemory, memoryTag, readMemory, writeMemory } from './memory.ts';
import type { Step } from './step.ts';

const nameOf = (arn: string): string => arn.split(':')[6] ?? arn;

async function memoryOf({ lambda }: Clients, arn: string): Promise<FunctionMemory | undefined> {
  const { Tags } = await lambda.send(new ListTagsCommand({ Resource: arn }));
  const text = Tags?.[memoryTag];
  if (text === undefined) return undefined;
  const memory = readMemory(text);
  if (memory.kind !== 'function') throw new Error(`The tag ${memoryTag} of a function speaks of a ${memory.kind}.`);
  return memory;
}

async function present({ lambda }: Clients, arn: string): Promise<FunctionMemory> {
  const FunctionName = nameOf(arn);
  const { ReservedConcurrentExecutions: reserved } = await lambda.send(
    new GetFunctionConcurrencyCommand({ FunctionName }),
  );
  const provisioned: Record<string, number> = {};
  for await (const page of paginateListProvisionedConcurrencyConfigs({ client: lambda }, { FunctionName })) {
    for (const {
      FunctionArn = '',
      RequestedProvisionedConcurrentExecutions = 0,
    } of page.ProvisionedConcurrencyConfigs ?? []) {
      provisioned[FunctionArn.split(':').at(-1)!] = RequestedProvisionedConcurrentExecutions;
    }
  }
  return { kind: 'function', reserved, provisioned };
}

/** Steps that turn every call of a function away; instances held ready go first, since they can't exceed what is reserved. */
export async function pauseFunction(clients: Clients, arn: string): Promise<Step[]> {
  const remembered = await memoryOf(clients, arn);
  const before = remembered ?? (await present(clients, arn));
  const name = nameOf(arn);
  const { lambda } = clients;
  return [
    ...(remembered
      ? []
      : [
          {
            says: `remember on ${name}: ${writeMemory(before)}`,
            run: () =>
              lambda.send(new TagResourceCommand({ Resource: arn, Tags: { [memoryTag]: writeMemory(before) } })),
          },
        ]),
    ...Object.keys(before.provisioned).map(Qualifier => ({
      says: `hold no instances of ${name} (${Qualifier}) ready`,
      run: () =>
        lambda
          .send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier }))
          .catch(unlessAbsent),
    })),
    {
      says: `turn calls of ${name} away`,
      run: () =>
        lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 0 })),
    },
  ];
}

/** A pause that is repeated finds none any more. */
function unlessAbsent(error: unknown): void {
  if (!(error instanceof Error) || !/NotFoundException$/.test(error.name)) throw error;
}

/** Steps that let calls through again, and hold as many instances ready as before. */
export async function resumeFunction(clients: Clients, arn: string): Promise<Step[]> {
  const before = await memoryOf(clients, arn);
  if (!before) return [];
  const FunctionName = nameOf(arn);
  const { lambda } = clients;
  const { reserved } = before;
  return [
    {
      says: `let calls of ${FunctionName} through`,
      run: () =>
        reserved === undefined
          ? lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
          : lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: reserved })),
    },
    ...Object.entries(before.provisioned).map(([Qualifier, ProvisionedConcurrentExecutions]) => ({
      says: `hold ${ProvisionedConcurrentExecutions} instances of ${FunctionName} (${Qualifier}) ready`,
      run: () =>
        lambda.send(
          new PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier, ProvisionedConcurrentExecutions }),
        ),
    })),
    {
      says: `forget how ${FunctionName} was`,
      run: () => lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys: [memoryTag] })),
    },
  ];
}
