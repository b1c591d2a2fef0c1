import type { Expression } from '../semantic/expression/nodes.ts';
import type { ExpressionEmitter } from './expression-emitter.ts';
import { isText } from './function-printing.ts';

/** The portable tokens of date formats, longest first where one begins another. */
const tokens = [
  'YYYY',
  'MONTH',
  'HH24',
  'HH12',
  'MON',
  'DAY',
  'YY',
  'MM',
  'DD',
  'DY',
  'HH',
  'MI',
  'SS',
  'AM',
  'PM',
] as const;
export type DateToken = (typeof tokens)[number];

const pattern = new RegExp(`${tokens.join('|')}|[^A-Za-z0-9%'"\\\\]`, 'gi');

/**
 * A constant format in the engine's own tokens. Anything but the portable tokens and punctuation is refused:
 * engines read stray letters each in its own way.
 */
export function dateFormat(
  format: Expression,
  words: Readonly<Record<DateToken, string>>,
  emitter: ExpressionEmitter,
): string {
  const value = isText(format) ? format.value : undefined;
  const found = value?.match(pattern) ?? [];
  if (value === undefined || found.join('') !== value)
    throw emitter.unsupported(
      'this date format',
      `Use a constant format of ${tokens.join(', ')} with punctuation between.`,
    );
  const translated = found.map(piece => {
    const token = tokens.find(name => name === piece.toUpperCase());
    return token ? words[token] : piece;
  });
  return emitter.string(translated.join(''));
}
