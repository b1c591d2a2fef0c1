import { patterns } from '../english/patterns.ts';
import { stemOf, type Token } from '../words.ts';

const courtesy = patterns.littleCourtesy;

/** "leave the region out", "leave out the region", "leave it away": remove the region, as one word says. */
export function leftOutAsRemoved(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(token => !courtesy.test(token.lower));
  const verb = tokens[at];
  if (!verb || !/^(leave|take|drop|throw|kick)$/.test(verb.lower)) return tokens;
  const last = tokens.findLastIndex(token => token.kind !== 'mark' && !courtesy.test(token.lower));
  const particle = [at + 1, last].find(i => i > at && /^(out|away|off)$/.test(tokens[i]?.lower ?? ''));
  if (particle === undefined || last < at + 2) return tokens;
  return tokens.flatMap((token, i) =>
    i === at ? [{ ...token, lower: 'remove', stem: stemOf('remove') }] : i < at || i === particle ? [] : [token],
  );
}
