import type { Fault } from './arguments.ts';

/** A block of IPv4 addresses. */
export interface CidrBlock {
  /** First address as a number. */
  readonly base: number;
  /** Length of the prefix, 0 to 32. */
  readonly prefix: number;
}

/** Reads `10.0.0.0/16`; undefined for what is no block, or whose address isn't its first. */
function parseCidr(text: string): CidrBlock | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1).map(Number);
  const prefix = parts.pop()!;
  if (prefix > 32 || parts.some(part => part > 255)) return undefined;
  const base = parts.reduce((sum, part) => sum * 256 + part, 0);
  return base % sizeOf(prefix) === 0 ? { base, prefix } : undefined;
}

/** Whether it lies in what RFC 1918 sets aside for private networks. */
function isPrivate(block: CidrBlock): boolean {
  return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].some(text => contains(parseCidr(text)!, block));
}

/** Each zone needs two subnets of at least /26, or load balancer and tasks run out of addresses. */
export function cidrFaults(cidr: string): Fault[] {
  const mend = 'Give private addresses from /16 to /22, such as 10.0.0.0/16.';
  const block = parseCidr(cidr);
  const fault = (reason: string): Fault[] => [{ path: 'cidr', reason, mend }];
  if (!block) return fault(`${cidr} is no block of addresses`);
  if (block.prefix < 16) return fault(`a /${block.prefix} doesn't fit: AWS takes a /16 at most`);
  if (block.prefix > 22) return fault(`a /${block.prefix} doesn't fit: its subnets would be too small`);
  return isPrivate(block) ? [] : fault(`${cidr} is not private: it belongs to somebody in the internet`);
}

const contains = (outer: CidrBlock, inner: CidrBlock): boolean =>
  inner.prefix >= outer.prefix && inner.base >= outer.base && inner.base < outer.base + sizeOf(outer.prefix);

const sizeOf = (prefix: number): number => 2 ** (32 - prefix);
