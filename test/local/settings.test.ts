import { expect, test } from '@jest/globals';
import { readSettings, settingsHelp } from '../../local/settings.ts';

test('without anything said, the platform is for this machine alone', () => {
  expect(readSettings([], {})).toMatchObject({
    kind: 'settings',
    settings: { host: '127.0.0.1', port: 8080, state: '.sophia', open: false, wait: 2, 'secure-cookies': false },
  });
});

test('a flag wins over its variable', () => {
  const read = readSettings(['--port', '9000', '--open'], { SOPHIA_PORT: '9001', SOPHIA_HOST: '0.0.0.0' });
  expect(read).toMatchObject({ settings: { port: 9000, host: '0.0.0.0', open: true } });
});

test('sizes are read with their unit; no copy of the tables is a size too', () => {
  const limitOf = (...args: string[]) => {
    const read = readSettings(args, {});
    return read.kind === 'settings' ? read.settings['copy-limit'] : read.kind;
  };
  expect(limitOf()).toBe(1_000_000_000);
  expect(limitOf('--copy-limit', '1.5 GiB')).toBe(1_610_612_736);
  expect(limitOf('--copy-limit', '200mb')).toBe(200_000_000);
  expect(limitOf('--copy-limit', '0')).toBe(0);
  expect(limitOf('--copy-limit', '5')).toBe('faults');
});

test('models and personas may be several, of flags or of a variable', () => {
  const read = readSettings(['--model', 'a.yaml', '--model', 'b.yaml'], { SOPHIA_PERSONAS: 'c.yaml:d.yaml' });
  expect(read).toMatchObject({ settings: { model: ['a.yaml', 'b.yaml'], personas: ['c.yaml', 'd.yaml'] } });
  expect(readSettings(['--model', ''], {}).kind).toBe('faults');
});

test('every fault is told at once, with where it comes from', () => {
  const read = readSettings(['--port', 'many', '--prot', '1', 'extra', '--model'], { SOPHIA_WAIT: 'long' });
  expect(read.kind).toBe('faults');
  const faults = read.kind === 'faults' ? read.faults.join('\n') : '';
  for (const part of ['--port', '--prot', '"extra"', '--model', 'SOPHIA_WAIT']) expect(faults).toContain(part);
});

test.each([
  ['--port', '99999', 'up to 65535'],
  ['--wait', '9999', '3600 at most'],
])('%s %s is told what it may be, in plain words', (flag, value, words) => {
  const read = readSettings([flag, value], {});
  expect(read).toEqual({ kind: 'faults', faults: [expect.stringContaining(words)] });
  expect(JSON.stringify(read)).not.toContain('Invalid value');
});

test('help names every flag', () => {
  expect(readSettings(['--help'], {})).toEqual({ kind: 'help' });
  for (const flag of ['--data', '--model', '--personas', '--port', '--host', '--state', '--open']) {
    expect(settingsHelp).toContain(flag);
  }
});
