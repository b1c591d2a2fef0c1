import { Lakehouse } from 'sophia/components';

const lake = new Lakehouse('lake', {
  databaseName: 'supply_chain',
  tables: [{ name: 'product', columns: [{ name: 'product_id', type: 'bigint' }] }],
  personas: { analyst: 10 * 1024 ** 3 },
});

export const workgroup = lake.workgroups['analyst']?.name;
