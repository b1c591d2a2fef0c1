/**
 * What a paused resource was like before. It is kept as a tag on the resource itself, so that whoever resumes the stack
 * needs nothing but the account. Values of tags may hold letters, digits and `+ - = . _ : / @` alone.
 */
export const memoryTag = 'sophia-paused';

export interface ServiceMemory {
  readonly kind: 'service';
  readonly desiredCount: number;
  /** Undefined for a service that isn't scaled. */
  readonly scaling?: Scaling | undefined;
}

export interface Scaling {
  readonly minimum: number;
  readonly maximum: number;
  /** What was suspended before: scaling in, out, and by schedule. */
  readonly suspended: Suspended;
}

export interface Suspended {
  readonly in: boolean;
  readonly out: boolean;
  readonly scheduled: boolean;
}

export interface FunctionMemory {
  readonly kind: 'function';
  /** Calls at once that were reserved; undefined for none. */
  readonly reserved?: number | undefined;
  /** Alias or version -> instances held ready. */
  readonly provisioned: Readonly<Record<string, number>>;
}

export type Memory = ServiceMemory | FunctionMemory;

/** Such as `service/desired=2/range=2-10/suspended=in+out` or `function/reserved=5/ready@live=2`. */
export function writeMemory(memory: Memory): string {
  if (memory.kind === 'function') {
    const ready = Object.entries(memory.provisioned).map(([qualifier, count]) => `ready@${qualifier}=${count}`);
    return ['function', ...(memory.reserved === undefined ? [] : [`reserved=${memory.reserved}`]), ...ready].join('/');
  }
  const { desiredCount, scaling } = memory;
  const suspended = scaling ? switches.filter(name => scaling.suspended[name]) : [];
  return [
    'service',
    `desired=${desiredCount}`,
    ...(scaling ? [`range=${scaling.minimum}-${scaling.maximum}`] : []),
    ...(suspended.length > 0 ? [`suspended=${suspended.join('+')}`] : []),
  ].join('/');
}

/** @throws Error for a value that somebody else wrote: what it was like is not guessed */
export function readMemory(text: string): Memory {
  const [kind, ...parts] = text.split('/');
  const values = new Map(parts.map(part => part.split('=') as [string, string]));
  if (kind === 'function') {
    const ready = [...values].filter(([name]) => name.startsWith('ready@'));
    return {
      kind,
      reserved: values.has('reserved') ? whole(values.get('reserved'), text) : undefined,
      provisioned: Object.fromEntries(ready.map(([name, count]) => [name.slice('ready@'.length), whole(count, text)])),
    };
  }
  if (kind !== 'service') throw unreadable(text);
  const range = values.get('range')?.split('-');
  const suspended = values.get('suspended')?.split('+') ?? [];
  return {
    kind,
    desiredCount: whole(values.get('desired'), text),
    scaling: range && {
      minimum: whole(range[0], text),
      maximum: whole(range[1], text),
      suspended: {
        in: suspended.includes('in'),
        out: suspended.includes('out'),
        scheduled: suspended.includes('scheduled'),
      },
    },
  };
}

const switches = ['in', 'out', 'scheduled'] as const;

function whole(text: string | undefined, all: string): number {
  if (text === undefined || !/^\d+$/.test(text)) throw unreadable(all);
  return Number(text);
}

const unreadable = (text: string): Error =>
  new Error(
    `The tag ${memoryTag} is ${JSON.stringify(text)}, which says nothing of how it was. Set the resource right by hand, then remove the tag.`,
  );
