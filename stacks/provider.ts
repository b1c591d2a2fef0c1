import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Settings } from './settings/schema.ts';

/**
 * The provider of everything: it puts the tags on all that can have some, and otherwise is what configuration makes of
 * the default provider, by which functions ask AWS while the program runs: the same account, profile, role or emulator.
 */
export function awsProvider({ environment, region }: Settings): aws.Provider {
  const { defaultTags, ignoreTags, ...others } = configured();
  const keys = membersOf(ignoreTags)['keys'];
  return new aws.Provider('aws', {
    ...others,
    region: region as aws.Region,
    defaultTags: {
      tags: {
        ...(membersOf(defaultTags)['tags'] as Record<string, string> | undefined),
        Project: pulumi.getProject(),
        Environment: environment,
        Stack: pulumi.getStack(),
        ManagedBy: 'pulumi',
      },
    },
    ignoreTags: {
      ...membersOf(ignoreTags),
      // How a paused stack was lies in a tag: an update meanwhile, or a refresh, must not take it away.
      keys: [...(Array.isArray(keys) ? keys : []), 'sophia-paused'],
    },
  });
}

/** What `aws:` settings say; a provider that is made by a program gets none of them by itself. */
function configured(): Record<string, unknown> {
  const prefix = 'aws:';
  const settings = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(
    settings
      .map(([key, text]) => [key.slice(prefix.length), text] as const)
      .map(([name, text]) => [name, secrets.has(name) ? pulumi.secret(text) : parsed(name, text)]),
  );
}

const secrets: ReadonlySet<string> = new Set(['secretKey', 'token']);
const numbers: ReadonlySet<string> = new Set(['maxRetries', 'tokenBucketRateLimiterCapacity']);

/** Lists, maps and switches come as JSON; anything else, such as the name of a profile, is the text that it is. */
const parsed = (name: string, text: string): unknown =>
  numbers.has(name) || /^\s*[[{]|^(true|false)$/.test(text) ? JSON.parse(text) : text;

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
