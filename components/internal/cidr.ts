/** A block of IPv4 addresses. */
export interface CidrBlock {
  /** First address as a number. */
  readonly base: number;
  /** Length of the prefix, 0 to 32. */
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`; undefined for what is no block, or whose address isn't its first. */
export function parseCidr(text: string): CidrBlock | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1).map(Number);
  const prefix = parts.pop()!;
  if (prefix > 32 || parts.some(part => part > 255)) return undefined;
  const base = parts.reduce((sum, part) => sum * 256 + part, 0);
  return base % sizeOf(prefix) === 0 ? { base, prefix } : undefined;
}

/** Whether it lies in what RFC 1918 sets aside for private networks. */
export function isPrivate(block: CidrBlock): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].some(text => contains(parseCidr(text)!, block));
}

const contains = (outer: CidrBlock, inner: CidrBlock): boolean =>
  inner.prefix >= outer.prefix && inner.base >= outer.base && inner.base < outer.base + sizeOf(outer.prefix);

const sizeOf = (prefix: number): number => 2 ** (32 - prefix);
