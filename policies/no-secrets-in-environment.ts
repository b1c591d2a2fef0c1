import type { ResourceValidationPolicy } from '@pulumi/policy';
import { at, each, isMembers, type Members } from './internal/members.ts';

interface Variable {
  readonly name: string;
  /** Throws where the value isn't known yet. */
  readonly value: () => string;
}

/** Where each type keeps the variables of what it runs. */
const readers: Readonly<Record<string, (props: Members) => Variable[]>> = {
  'aws:lambda/function:Function': props => pairs(at(props, 'environment.variables')),
  'aws:ecs/taskDefinition:TaskDefinition': props => containers(props).flatMap(one => named(one, 'environment')),
  'aws:codebuild/project:Project': props =>
    named(props, 'environment.environmentVariables', one => (one['type'] ?? 'PLAINTEXT') === 'PLAINTEXT'),
};

const secretName = /(secret|passw(or)?d|token|api_?key|private_?key|credential|auth_?key|connection_?string)/i;
/** Names that say where a secret is, or something about it. */
const aboutSecret = /_(arn|name|id|url|uri|endpoint|parameter|ttl|seconds|minutes|days|audience|issuer|limit|header)$/i;
const secretValue =
  /(AKIA|ASIA)[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{30,}|\bxox[abprs]-|\bsk-[\w-]{20,}|:\/\/[^/\s:@]+:[^/\s@]+@/;

/** Variables are shown in consoles and logs: secrets are kept in Secrets Manager, and fetched or handed over by ARN. */
export const noSecretsInEnvironment: ResourceValidationPolicy = {
  name: 'no-secrets-in-environment',
  description: 'Environment variables hold no secrets.',
  enforcementLevel: 'mandatory',
  severity: 'critical',
  remediationSteps: 'Keep it in Secrets Manager and hand over its ARN.',
  validateResource: ({ type, props }, reportViolation) => {
    for (const { name, value } of readers[type]?.(props) ?? []) {
      const text = known(value);
      if (text === '' || text?.startsWith('arn:')) continue;
      const named = secretName.test(name) && !aboutSecret.test(name);
      if (named || secretValue.test(text ?? '')) reportViolation(`The variable ${name} holds a secret.`);
    }
  },
};

const pairs = (value: unknown): Variable[] =>
  isMembers(value) ? Object.keys(value).map(name => ({ name, value: () => String(value[name]) })) : [];

const named = (props: Members, path: string, only: (one: Members) => boolean = () => true): Variable[] =>
  each(props, path)
    .filter(only)
    .map(one => ({ name: String(one['name']), value: () => String(one['value']) }));

/** A value that is known only once it is deployed is judged by its name alone. */
function known(value: () => string): string | undefined {
  try {
    return value();
  } catch {
    return undefined;
  }
}

function containers(props: Members): Members[] {
  const given: unknown = props['containerDefinitions'];
  return each({ list: typeof given === 'string' ? (JSON.parse(given) as unknown) : given }, 'list');
}
