export interface AnswerBytes {
  length(): number;
  add(chunk: Buffer): void;
  /** All of it as a text. What was held is given back. */
  takeText(): string;
}

/** So much is taken on a server's word. */
const mostOnTrust = 4 * 1024 * 1024;

/**
 * The bytes of an answer as they come, `announced` of them where its head tells the truth, 0 where it does not say.
 *
 * A list of ten thousand plans weighs 30 MB, so its bytes are gathered where they are decoded from; reading the body as an
 * iterable would join pieces of it again and again. But whoever announces a quarter of a gigabyte has not sent it yet: what is
 * held grows with what has come.
 */
export function createAnswerBytes(announced: number): AnswerBytes {
  let held = Buffer.allocUnsafeSlow(announced > 0 ? Math.min(announced, mostOnTrust) : 0);
  let length = 0;

  function makeRoom(wanted: number): void {
    if (wanted <= held.length) return;
    const doubled = Math.max(wanted, 2 * held.length, 16 * 1024);
    const larger = Buffer.allocUnsafeSlow(announced >= wanted ? Math.min(doubled, announced) : doubled);
    held.copy(larger, 0, 0, length);
    giveBack(held);
    held = larger;
  }

  return {
    length: () => length,
    add(chunk) {
      makeRoom(length + chunk.length);
      chunk.copy(held, length);
      length += chunk.length;
    },
    takeText() {
      const text = held.toString('utf8', 0, length);
      giveBack(held);
      return text;
    },
  };
}

/** At once: garbage is collected only after the text was parsed, when most memory is in use. */
function giveBack(bytes: Buffer<ArrayBuffer>): void {
  bytes.buffer.transfer(0);
}
