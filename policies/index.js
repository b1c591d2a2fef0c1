import { PolicyPack } from '@pulumi/policy';
import { policies } from './pack.ts';

// Pulumi compiles a pack that starts in TypeScript by settings of its own; one that starts in JavaScript is left to Node,
// which runs the rest as it is. Used by `pulumi preview --policy-pack policies` and by `npm run preview`.
new PolicyPack('sophia', { policies, enforcementLevel: 'mandatory' });
