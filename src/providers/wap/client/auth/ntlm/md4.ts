/**
 * MD4 (RFC 1320), which Node's OpenSSL 3 no longer offers and NTLM's password hash is defined by. For nothing else:
 * it has been broken for decades.
 */
export function md4(message: Uint8Array): Buffer {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  const padded = pad(message);
  const words = new Uint32Array(16);
  for (let offset = 0; offset < padded.length; offset += 64) {
    for (let i = 0; i < 16; i++) words[i] = padded.readUInt32LE(offset + 4 * i);
    mixBlock(state, words);
  }
  const digest = Buffer.alloc(16);
  state.forEach((word, i) => digest.writeUInt32LE(word, 4 * i));
  return digest;
}

function pad(message: Uint8Array): Buffer {
  const padded = Buffer.alloc((((message.length + 8) >>> 6) + 1) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8);
  return padded;
}

type Mix = (x: number, y: number, z: number) => number;

/** The three rounds of RFC 1320, section 3.4: function, constant, order of the words, rotations. */
const ROUNDS: readonly (readonly [Mix, number, readonly number[], readonly number[]])[] = [
  [(x, y, z) => (x & y) | (~x & z), 0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [3, 7, 11, 19]],
  [
    (x, y, z) => (x & y) | (x & z) | (y & z),
    0x5a827999,
    [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    [3, 5, 9, 13],
  ],
  [(x, y, z) => x ^ y ^ z, 0x6ed9eba1, [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], [3, 9, 11, 15]],
];

function mixBlock(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (const [mix, constant, order, rotations] of ROUNDS) {
    for (let step = 0; step < 16; step++) {
      const sum = (a + mix(b, c, d) + (words[order[step] ?? 0] ?? 0) + constant) >>> 0;
      const turn = rotations[step % 4] ?? 0;
      [a, d, c, b] = [d, c, b, ((sum << turn) | (sum >>> (32 - turn))) >>> 0];
    }
  }
  state.set([a, b, c, d].map((value, i) => value + (state[i] ?? 0)));
}
