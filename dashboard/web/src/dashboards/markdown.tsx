import { lexer, type Token, type Tokens } from 'marked';
import { createContext, createElement, Fragment, type ReactNode, useContext } from 'react';

/** What a text of ours, such as a guide, may name besides the web: pictures, and pages that lie beside it. */
interface Beside {
  /** The address of a picture. */
  readonly picture: (href: string) => string | undefined;
  /** The address of a page. */
  readonly address: (href: string) => string | undefined;
}

/** Texts of people have nothing beside them: their pictures are links. */
export const Surroundings = createContext<Beside>({ picture: () => undefined, address: () => undefined });

/**
 * Markdown as elements of the page, never as HTML: what is written as HTML stays the letters it is written in, and
 * links lead to the web, to mail or into this page only.
 * With `breaks` a line of the text is a line of the page, as people who write into a tile expect.
 */
export default function Markdown({ text, breaks = true }: { text: string; breaks?: boolean }) {
  return <div className="prose grid gap-2">{blocks(lexer(text, { gfm: true, breaks }))}</div>;
}

/** A text has no names of its parts and is drawn as a whole: children without keys. */
const many = (tokens: readonly Token[] | undefined, draw: (token: Token) => ReactNode): ReactNode =>
  createElement(Fragment, null, ...(tokens ?? []).map(draw));

const blocks = (tokens: readonly Token[] | undefined): ReactNode => many(tokens, block);
const inlines = (tokens: readonly Token[] | undefined): ReactNode => many(tokens, inline);

/** Lines longer than the screen scroll: by keys too. */
const byKeys = { role: 'group', tabIndex: 0, 'aria-label': 'Code' } as const;

function block(token: Token): ReactNode {
  switch (token.type) {
    case 'heading':
      return <Heading depth={(token as Tokens.Heading).depth}>{inlines(token.tokens)}</Heading>;
    case 'paragraph':
      return <p>{inlines(token.tokens)}</p>;
    case 'list':
      return <List list={token as Tokens.List} />;
    case 'blockquote':
      return <blockquote className="border-l-2 border-edge pl-3 text-soft">{blocks(token.tokens)}</blockquote>;
    case 'code':
      return (
        <pre
          {...byKeys}
          className="overflow-x-auto rounded-base bg-panel p-2 font-mono text-12 focus-visible:outline-offset-[-2px]"
        >
          {token.text}
        </pre>
      );
    case 'hr':
      return <hr className="border-line" />;
    case 'table':
      return <Table table={token as Tokens.Table} />;
    case 'space':
    case 'def':
      return null;
    case 'text':
      return <p>{token.tokens === undefined ? token.text : inlines(token.tokens)}</p>;
    default:
      return <p>{token.raw.trimEnd()}</p>;
  }
}

function Heading({ depth, children }: { depth: number; children: ReactNode }) {
  if (depth === 1) return <h3 className="text-20 font-semibold">{children}</h3>;
  if (depth === 2) return <h4 className="text-15 font-semibold">{children}</h4>;
  return <h5 className="font-semibold">{children}</h5>;
}

function List({ list }: { list: Tokens.List }) {
  const look = { className: `grid gap-1 pl-5 ${list.ordered ? 'list-decimal' : 'list-disc'}` };
  const start = list.ordered && list.start !== '' ? { start: list.start } : {};
  return createElement(list.ordered ? 'ol' : 'ul', { ...look, ...start }, ...list.items.map(listItem));
}

const listItem = ({ tokens }: Tokens.ListItem): ReactNode => (
  <li>{many(tokens, token => (token.type === 'text' ? inlines(token.tokens ?? [token]) : block(token)))}</li>
);

const CELL = 'border-b border-line px-2 py-1';

function Table({ table: { header, rows } }: { table: Tokens.Table }) {
  return (
    <table className="w-fit">
      <thead>{createElement('tr', null, ...header.map(headerCell))}</thead>
      {createElement('tbody', null, ...rows.map(tableRow))}
    </table>
  );
}

const headerCell = ({ tokens }: Tokens.TableCell): ReactNode => (
  <th className={CELL} scope="col">
    {inlines(tokens)}
  </th>
);
const tableRow = (cells: Tokens.TableCell[]): ReactNode => createElement('tr', null, ...cells.map(tableCell));
const tableCell = ({ tokens }: Tokens.TableCell): ReactNode => <td className={CELL}>{inlines(tokens)}</td>;

function inline(token: Token): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold">{inlines(token.tokens)}</strong>;
    case 'em':
      return <em>{inlines(token.tokens)}</em>;
    case 'del':
      return <del>{inlines(token.tokens)}</del>;
    case 'codespan':
      return <code className="rounded-[3px] bg-hover px-1 font-mono text-12">{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <SafeLink href={(token as Tokens.Link).href}>{inlines(token.tokens)}</SafeLink>;
    case 'image':
      return <Picture image={token as Tokens.Image} />;
    case 'escape':
      return token.text;
    case 'text':
      return token.tokens === undefined ? token.text : inlines(token.tokens);
    default:
      return token.raw;
  }
}

/** Where a link may lead; undefined where it may not (javascript:, data: …). */
export function safeAddress(href: string): string | undefined {
  if (/^\/(?!\/)/.test(href)) return href;
  try {
    const { protocol } = new URL(href);
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

function Picture({ image: { href, text } }: { image: Tokens.Image }) {
  const source = useContext(Surroundings).picture(href);
  if (source === undefined) return <SafeLink href={href}>{text || href}</SafeLink>;
  return <img src={source} alt={text} className="my-2 h-auto max-w-full rounded-base border border-line" />;
}

function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  const address = useContext(Surroundings).address(href) ?? safeAddress(href);
  if (address === undefined) return <>{children}</>;
  const outside = address.startsWith('/') ? {} : { target: '_blank', rel: 'noopener noreferrer' };
  return (
    <a href={address} className="text-accent underline underline-offset-2" {...outside}>
      {children}
    </a>
  );
}
