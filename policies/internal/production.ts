/** Settings of a policy that holds for stacks with real data alone. */
export interface ProductionConfig {
  /** Names of stacks. Default `production`. */
  readonly stacks?: readonly string[];
}

export const productionConfigSchema = {
  properties: {
    stacks: {
      type: 'array' as const,
      items: { type: 'string' as const },
      default: ['production'],
      description: 'Stacks with real data.',
    },
  },
};

/** Reads the stack's name from a URN, `urn:pulumi:<stack>::…`. */
export function isProduction(urn: string, { stacks = ['production'] }: ProductionConfig): boolean {
  return stacks.includes(urn.split('::')[0]!.slice('urn:pulumi:'.length));
}
