/** `count` bytes out of `random`, which draws numbers in [0, 1) and may be seeded: the simulator guards nothing real. */
export function randomBytes(random: () => number, count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, () => Math.floor(random() * 256)));
}
