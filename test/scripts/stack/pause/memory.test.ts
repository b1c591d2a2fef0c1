import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Memory, readMemory, writeMemory } from '../../../../scripts/stack/pause/memory.ts';

const count = fc.nat(1_000);
const service: fc.Arbitrary<Memory> = fc.record({
  kind: fc.constant('service' as const),
  desiredCount: count,
  scaling: fc.option(
    fc.record({
      minimum: count,
      maximum: count,
      suspended: fc.record({ in: fc.boolean(), out: fc.boolean(), scheduled: fc.boolean() }),
    }),
    { nil: undefined },
  ),
});
const lambda: fc.Arbitrary<Memory> = fc.record({
  kind: fc.constant('function' as const),
  reserved: fc.option(count, { nil: undefined }),
  provisioned: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), count, { maxKeys: 4, noNullPrototype: true }),
});

test('what is written is read again, and may stand in a tag of AWS', () => {
  fc.assert(
    fc.property(fc.oneof(service, lambda), memory => {
      const text = writeMemory(memory);
      expect(text).toMatch(/^[\w.:/=+\-@]{1,256}$/);
      expect(readMemory(text)).toEqual(memory);
    }),
  );
});

test('what somebody else wrote is refused', () => {
  for (const text of [
    '',
    'service',
    'service/desired=',
    'service/desired=2/range=1',
    'function/reserved=x',
    'bucket/a=1',
  ]) {
    expect(() => readMemory(text)).toThrow('sophia-paused');
  }
});
