import { type Chunk, candidatesOf } from '../chunks.ts';
import { minor } from '../lexicon/terms.ts';
import { lowerOf, type State } from './state.ts';

/** "web and store revenue", "in-store versus online revenue": the noun behind the last is that of each. */
export function takeSharedHeads(state: State): void {
  // "new, expansion and churned revenue": each shares it with the last, whatever stands between them
  const heads = new Map<number, Chunk>();
  for (let at = state.chunks.length - 1; at >= 0; at--) {
    const next = state.chunks.findIndex((chunk, i) => i > at && !isJoint(state, chunk));
    const last = heads.get(next) ?? state.chunks[next];
    const whole = last && sharing(state, at, next, last);
    if (whole) state.chunks = state.chunks.map((chunk, i) => (i === at ? whole : chunk));
    if (last && (whole || (isJoined(state, at, next) && wholeNumbers(state.chunks[at]).length > 0)))
      heads.set(at, last);
  }
}

const isJoined = (state: State, at: number, next: number): boolean =>
  next > at + 1 &&
  state.chunks.slice(at + 1, next).some(c => /^(and|or|to|versus|vs|,|&|with|against)$/.test(lowerOf(state, c)));

function sharing(state: State, at: number, next: number, last: Chunk): Chunk | undefined {
  const chunk = state.chunks[at];
  if (!chunk || !/^(terms|unknown)$/.test(chunk.kind) || wholeNumbers(chunk).length > 0) return undefined;
  if (!isJoined(state, at, next) || last.end - last.start < 2) return undefined;
  const key = keyNamed(state, chunk, last);
  if (key) return key;
  const [named, ...more] = wholeNumbers(last);
  if (!named || more.length > 0) return undefined;
  const own = stems(state, chunk);
  const other = stems(state, last);
  if (own.length === 0 || own.length >= other.length) return undefined;
  const metrics = state.lexicon
    .lookup([...own, ...other.slice(own.length)], false)
    .filter(c => c.kind === 'metric' && c.weight >= 0.9);
  const [metric, ...others] = metrics;
  if (metric?.kind !== 'metric' || others.length > 0 || metric.metric === named.metric) return undefined;
  return { kind: 'terms', start: chunk.start, end: chunk.end, candidates: [{ ...metric }] };
}

/** "order and line number": of the order its number, as that of the line is named. */
function keyNamed(state: State, chunk: Chunk, last: Chunk): Chunk | undefined {
  const head = state.tokens[last.end - 1];
  const isThing =
    candidatesOf(chunk, 'dataset').some(({ weight }) => weight >= 0.9) && !/s$/.test(lowerOf(state, chunk));
  const isKey = candidatesOf(last, 'field').some(({ field, weight }) => field.isKey && weight >= 0.9);
  if (!head || !isThing || !isKey || !/^(number|no|id|code|key)$/.test(head.lower)) return undefined;
  const fields = state.lexicon
    .lookup([...stems(state, chunk), head.stem], false)
    .filter(c => c.kind === 'field' && c.weight >= 0.9 && c.field.isKey);
  return fields.length === 1 ? { kind: 'terms', start: chunk.start, end: chunk.end, candidates: fields } : undefined;
}

const wholeNumbers = (chunk: Chunk | undefined) => candidatesOf(chunk, 'metric').filter(c => c.weight >= 0.9);

const isJoint = (state: State, chunk: Chunk): boolean =>
  /^(and|or|to|versus|vs|,|&|with|against|in|-|the|our)$/.test(lowerOf(state, chunk));

const stems = ({ tokens }: State, { start, end }: Chunk): string[] =>
  tokens.slice(start, end).flatMap(({ kind, lower, stem }) => (kind === 'word' && !minor.has(lower) ? [stem] : []));
