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

/** A token, or punctuation to be written as it is. */
export interface DateFormatPiece {
  readonly token?: DateToken | undefined;
  readonly text: string;
}

/**
 * A constant format in pieces. Anything but the portable tokens and punctuation is refused: engines read stray
 * letters each in its own way.
 */
export function dateFormatPieces(format: Expression, emitter: ExpressionEmitter): readonly DateFormatPiece[] {
  const value = isText(format) ? format.value : undefined;
  const found = value?.match(pattern) ?? [];
  if (!value || found.join('') !== value)
    throw emitter.unsupported(
      'this date format',
      `Use a constant format of ${tokens.join(', ')} with punctuation between.`,
    );
  return found.map(text => ({ token: tokens.find(name => name === text.toUpperCase()), text }));
}

/** A constant format in the engine's own tokens, as a string constant. */
export const dateFormat = (
  format: Expression,
  words: Readonly<Record<DateToken, string>>,
  emitter: ExpressionEmitter,
): string =>
  emitter.string(
    dateFormatPieces(format, emitter)
      .map(piece => (piece.token ? words[piece.token] : piece.text))
      .join(''),
  );
