/** MD4 (RFC 1320) of `message`, 16 bytes. Broken as a hash, but the NT password hash is made of it and Node has it no more. */
export function md4(message: Uint8Array): Buffer {
  const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476);
  const padded = pad(message);
  for (let offset = 0; offset < padded.length; offset += 64) absorb(state, padded.subarray(offset, offset + 64));
  const digest = Buffer.alloc(16);
  state.forEach((word, index) => digest.writeInt32LE(word, index * 4));
  return digest;
}

/** One bit, zeros up to a multiple of 64 less 8, then the length in bits. */
function pad(message: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8);
  return padded;
}

interface Round {
  readonly mix: (x: number, y: number, z: number) => number;
  readonly constant: number;
  readonly order: readonly number[];
  readonly shifts: readonly [number, number, number, number];
}

const rounds: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    constant: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
];

function absorb(state: Int32Array, block: Buffer): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (const { mix, constant, order, shifts } of rounds) {
    order.forEach((word, step) => {
      const sum = (a + mix(b, c, d) + block.readInt32LE(word * 4) + constant) | 0;
      const shift = shifts[step % 4] ?? 0;
      [a, b, c, d] = [d, (sum << shift) | (sum >>> (32 - shift)), b, c];
    });
  }
  [a, b, c, d].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}
