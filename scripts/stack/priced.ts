import type { PricedResource } from '../../stacks/cost/charge.ts';
import { type RecordedResource, type Recording, stackType } from './recorded.ts';

/** The resources of a recording that could cost something, each with the outermost component that it belongs to. */
export function pricedResources({ resources }: Pick<Recording, 'resources'>): PricedResource[] {
  const byUrn = new Map(resources.map(resource => [resource.urn, resource]));
  const outermost = (resource: RecordedResource): RecordedResource => {
    const parent = byUrn.get(resource.parent);
    return parent && parent.type !== stackType ? outermost(parent) : resource;
  };
  return resources
    .filter(({ custom, remote }) => custom || remote)
    .map(resource => ({
      type: resource.type,
      name: resource.name,
      inputs: resource.inputs,
      component: outermost(resource).name,
    }));
}
