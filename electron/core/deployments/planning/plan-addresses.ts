import type { Colour } from '../../../../shared/model/colour.ts';
import { Failure } from '../../runtime/failure.ts';

/** How many addresses a berth has: its edge, and up to `MAX_REPLICAS` replicas of each colour. */
export const ADDRESSES_PER_BERTH = 32;
export const MAX_REPLICAS = 15;

/** Length of the prefix of an environment's network: 8,192 addresses, 255 berths beside the engine's gateway. */
export const NETWORK_PREFIX = 19;
export const SLOTS_PER_NETWORK = 2 ** (32 - NETWORK_PREFIX) / ADDRESSES_PER_BERTH - 1;

/**
 * Fixed addresses, so that after a restart of the engine the edge finds the active colour where it was. Slot 0 is left to
 * the engine (its gateway is the first address of the network).
 */
export function edgeAddress(subnet: string, slot: number): string {
  return addressAt(subnet, slot * ADDRESSES_PER_BERTH);
}

/** `replica` counts from 1. */
export function replicaAddress(subnet: string, slot: number, colour: Colour, replica: number): string {
  if (replica < 1 || replica > MAX_REPLICAS)
    throw new RangeError(`replica ${replica} is not in 1..${MAX_REPLICAS}`);
  const first = colour === 'blue' ? 1 : 1 + MAX_REPLICAS;
  return addressAt(subnet, slot * ADDRESSES_PER_BERTH + first + replica - 1);
}

/** The slot whose block holds `address`, undefined when the address is not in the subnet. */
export function slotOfAddress(subnet: string, address: string): number | undefined {
  const { base, size } = parseSubnet(subnet);
  const offset = toNumber(address) - base;
  return offset < 0 || offset >= size ? undefined : Math.floor(offset / ADDRESSES_PER_BERTH);
}

/** The lowest slot from 1 that is not taken. */
export function freeSlot(taken: ReadonlySet<number>, environment: string): number {
  for (let slot = 1; slot <= SLOTS_PER_NETWORK; slot += 1) if (!taken.has(slot)) return slot;
  throw new Failure(
    'address.exhausted',
    `The network of ${environment} has no addresses left for another app: it holds ${SLOTS_PER_NETWORK}. Remove an app from it, or use another environment.`,
  );
}

/**
 * Subnets to try for a new network, those that overlap none of `used` (CIDR) only. They come from 10.192.0.0/10, which
 * neither Docker's own default pools (172.17/12, 192.168/16) nor common home routers use.
 */
export function* candidateSubnets(used: readonly string[]): Generator<string> {
  const taken = used.filter((cidr) => cidr.includes('.')).map(parseSubnet);
  const step = 2 ** (32 - NETWORK_PREFIX);
  const first = toNumber('10.192.0.0');
  for (let base = first; base < first + 2 ** 22; base += step) {
    const clash = taken.some((other) => base < other.base + other.size && other.base < base + step);
    if (!clash) yield `${fromNumber(base)}/${NETWORK_PREFIX}`;
  }
}

function addressAt(subnet: string, offset: number): string {
  const { base, size } = parseSubnet(subnet);
  if (offset >= size - 1) throw new RangeError(`${subnet} has no address at offset ${offset}`);
  return fromNumber(base + offset);
}

function parseSubnet(cidr: string): { readonly base: number; readonly size: number } {
  const [address = '', prefix = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(prefix));
  const number = toNumber(address);
  return { base: number - (number % size), size };
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function fromNumber(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
