import { SophiaError } from '../errors.ts';
import type { CastType, Literal, LiteralType, Parameter } from '../semantic/expression/nodes.ts';
import * as constant from './constant.ts';
import { bound, type Fragment, Level, text } from './fragment.ts';
import type { DialectName } from './nodes.ts';

/** Prints what names and values a query has: nothing in them is ever read as SQL. */
export abstract class ValueEmitter {
  abstract readonly dialect: DialectName;
  protected abstract readonly types: Readonly<Record<CastType, string>>;

  /** What this dialect refuses, and what works in its place. */
  unsupported(what: string, instead: string): SophiaError<'dialect.unsupported'> {
    return new SophiaError('dialect.unsupported', [], { function: what, dialect: this.dialect, instead });
  }

  identifier(name: string): string {
    if (name === '' || name.includes('\0'))
      throw new SophiaError('dialect.constant_invalid', [], { value: name, type: 'name', expected: 'a name' });
    return `"${name.replaceAll('"', '""')}"`;
  }

  string(value: string): string {
    return constant.stringText(value);
  }

  protected literal(e: Literal): Fragment {
    if (e.value === null || e.type === 'null') return text('NULL');
    return this.constant(e.type, e.value);
  }

  constant(type: LiteralType, value: string | boolean): Fragment {
    const written = String(value);
    switch (type) {
      case 'string':
        return text(this.string(written));
      case 'integer':
        return signed(this.integer(constant.numberText(written, 'integer')));
      case 'decimal':
        return signed(constant.numberText(written, 'decimal'));
      case 'float':
        return signed(this.float(constant.numberText(written, 'float')));
      case 'boolean':
        return text(written.toLowerCase() === 'true' ? 'TRUE' : 'FALSE');
      case 'date':
        return text(`DATE '${constant.dateText(written)}'`);
      case 'timestamp':
        return text(`TIMESTAMP '${constant.timestampText(written)}'`);
      case 'time':
        return text(`TIME '${constant.timeText(written)}'`);
      case 'null':
        return text('NULL');
    }
  }

  protected integer(digits: string): string {
    return digits;
  }

  /** An exponent makes a constant a double. */
  protected float(digits: string): string {
    return /e/i.test(digits) ? digits : `${digits}e0`;
  }

  /** Two values need no binding: they can't carry text. */
  protected parameter(e: Parameter): Fragment {
    if (e.value === null) return e.type === 'null' ? text('NULL') : text(`CAST(NULL AS ${this.literalType(e)})`);
    return e.type === 'boolean' ? this.constant('boolean', String(e.value)) : bound(e);
  }

  /** The engine's name of a parameter's type: numbers and dates are bound as text or numbers and cast. */
  literalType(e: Parameter): string {
    const castTypes: Readonly<Record<LiteralType, CastType>> = {
      string: 'VARCHAR',
      integer: 'BIGINT',
      decimal: 'DECIMAL',
      float: 'DOUBLE',
      boolean: 'BOOLEAN',
      date: 'DATE',
      timestamp: 'TIMESTAMP',
      time: 'TIME',
      null: 'VARCHAR',
    };
    if (e.type !== 'decimal' || e.value === null) return this.types[castTypes[e.type]];
    const { precision, scale } = constant.decimalShape(String(e.value));
    return `DECIMAL(${precision}, ${scale})`;
  }
}

const signed = (digits: string): Fragment => text(digits, digits.startsWith('-') ? Level.sign : Level.atom);
