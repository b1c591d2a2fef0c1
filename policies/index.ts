import { PolicyPack } from '@pulumi/policy';
import { policies } from './pack.ts';

/** What may never be deployed. Run by Pulumi: `pulumi preview --policy-pack policies`. */
new PolicyPack('sophia', { policies, enforcementLevel: 'mandatory' });
