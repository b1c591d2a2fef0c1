/** A resource as a program registered it with the engine. */
export interface RecordedResource {
  readonly urn: string;
  /** Type token, such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly name: string;
  /** URN of the parent; empty for the stack itself. */
  readonly parent: string;
  /** A resource of a provider, as against a component. */
  readonly custom: boolean;
  /** A component whose children its provider makes at deployment. */
  readonly remote: boolean;
  /** Arguments, plain: secrets opened, what is not yet known as `unknownValue`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** URN and id of the provider, `urn::id`; empty for the default provider. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  /** Argument -> URNs of the resources its value comes from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly ignoreChanges: readonly string[];
  readonly aliases: readonly string[];
}

/** What a program said to the engine. */
export interface Recording {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly RecordedResource[];
  /** What the stack exports. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly messages: readonly { readonly severity: Severity; readonly text: string }[];
  /** What the program wrote to its terminal. */
  readonly terminal: string;
  /** 0 where the program ran to its end. */
  readonly exitCode: number;
}

export type Severity = 'debug' | 'info' | 'warning' | 'error';

export const stackType = 'pulumi:pulumi:Stack';
