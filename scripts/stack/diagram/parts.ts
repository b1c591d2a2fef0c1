import { type RecordedResource, type Recording, stackType } from '../recorded.ts';
import { linesOf } from './kinds.ts';

/** A component of the stack as the diagram shows it. */
export interface Part {
  /** Name without that of the project and environment. */
  readonly name: string;
  /** Type token, such as `sophia:data:Lakehouse`. */
  readonly type: string;
  /** What it is made of, in words. */
  readonly lines: readonly string[];
  readonly inNetwork: boolean;
  /** Names of the parts that it uses. */
  readonly uses: readonly string[];
}

/** Types that only put one resource before another: nothing goes that way. */
const attachments = new Set(['aws:wafv2/webAclAssociation:WebAclAssociation']);
const networkType = 'sophia:network:Network';

/** The components of a recording, and which uses which: whose resources are told something of another's. */
export function partsOf({ project, resources }: Pick<Recording, 'project' | 'resources'>): Part[] {
  const byUrn = new Map(resources.map(resource => [resource.urn, resource]));
  const outermost = (resource: RecordedResource): RecordedResource => {
    const parent = byUrn.get(resource.parent);
    return parent && parent.type !== stackType ? outermost(parent) : resource;
  };
  const members = Map.groupBy(resources, outermost);
  const components = [...members.keys()].filter(({ type }) => type.startsWith(`${project}:`));
  const short = ({ name }: RecordedResource): string => name.split('-').slice(2).join('-') || name;
  return components
    .map(component => {
      const below = members.get(component) ?? [];
      const used = new Set(
        below
          .filter(({ type }) => !attachments.has(type))
          .flatMap(({ dependencies, propertyDependencies }) => [
            ...dependencies,
            ...Object.values(propertyDependencies).flat(),
          ])
          .flatMap(urn => byUrn.get(urn) ?? [])
          .map(outermost)
          .filter(one => one !== component && components.includes(one)),
      );
      return {
        name: short(component),
        type: component.type,
        lines: linesOf(component, below),
        inNetwork: [...used].some(({ type }) => type === networkType),
        uses: [...used]
          .filter(({ type }) => type !== networkType)
          .map(short)
          .toSorted(),
      };
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
