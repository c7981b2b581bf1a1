import { describe, expect, it } from 'vitest';
import { createSharedRead } from '../../../../src/providers/wap/vms/shared-read.ts';

/** A read whose answers the test gives, in the order in which they were begun. */
function startRead() {
  const begun: { readonly signal: AbortSignal; answer(text: string): void; fail(error: Error): void }[] = [];
  const read = createSharedRead((signal: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    begun.push({ signal, answer: resolve, fail: reject });
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    return promise;
  });
  const at = (index: number) => {
    const one = begun[index];
    if (one === undefined) throw new Error(`read ${index} was not begun`);
    return one;
  };
  return { read, begun, at };
}

const patient = new AbortController().signal;
/** Long enough for all that was promised to have happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a read that is shared', () => {
  it('is begun once for all who ask in one breath', async () => {
    const { read, begun, at } = startRead();
    const all = [read(patient), read(patient), read(patient)];
    await settled();
    at(0).answer('a');
    expect(await Promise.all(all)).toEqual(['a', 'a', 'a']);
    expect(begun).toHaveLength(1);
  });

  it('is read anew, once, for those who come while one is under way', async () => {
    const { read, begun, at } = startRead();
    const first = read(patient);
    await settled();
    const later = [read(patient), read(patient)];
    await settled();
    later.push(read(patient));
    expect(begun).toHaveLength(1);
    at(0).answer('before they asked');
    expect(await first).toBe('before they asked');
    await settled();
    expect(begun).toHaveLength(2);
    at(1).answer('after');
    expect(await Promise.all(later)).toEqual(['after', 'after', 'after']);
  });

  it('is read anew for who asks when nothing is under way', async () => {
    const { read, at } = startRead();
    const first = read(patient);
    await settled();
    at(0).answer('a');
    await first;
    const second = read(patient);
    await settled();
    at(1).answer('b');
    expect(await second).toBe('b');
  });

  it('fails for those who wait for it, not for those who wait for the next', async () => {
    const { read, at } = startRead();
    const first = read(patient);
    await settled();
    const second = read(patient);
    at(0).fail(new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    await settled();
    at(1).answer('b');
    expect(await second).toBe('b');
  });

  it('fails in the same way where it cannot even begin', async () => {
    const read = createSharedRead(() => {
      throw new Error('no way');
    });
    await expect(read(patient)).rejects.toThrow('no way');
    await expect(read(patient)).rejects.toThrow('no way');
  });

  it('goes on for others when one gives up', async () => {
    const { read, at } = startRead();
    const hurried = new AbortController();
    const [one, other] = [read(hurried.signal), read(patient)];
    await settled();
    hurried.abort(new Error('too long'));
    await expect(one).rejects.toThrow('too long');
    expect(at(0).signal.aborted).toBe(false);
    at(0).answer('a');
    expect(await other).toBe('a');
  });

  it('is stopped when nobody wants it any more, and the next one begins', async () => {
    const { read, at } = startRead();
    const hurried = new AbortController();
    const one = read(hurried.signal);
    await settled();
    const other = read(patient);
    hurried.abort(new Error('too long'));
    await expect(one).rejects.toThrow('too long');
    await settled();
    expect(at(0).signal.aborted).toBe(true);
    at(1).answer('b');
    expect(await other).toBe('b');
  });

  it('is never begun for those who have given up while they waited', async () => {
    const { read, begun, at } = startRead();
    const first = read(patient);
    await settled();
    const hurried = new AbortController();
    const second = read(hurried.signal);
    hurried.abort(new Error('too long'));
    await expect(second).rejects.toThrow('too long');
    await expect(read(hurried.signal)).rejects.toThrow('too long');
    at(0).answer('a');
    await first;
    await settled();
    expect(begun).toHaveLength(1);
  });

  describe('with a pace', () => {
    /** Each read takes `readMs`; the others are at work until that time. */
    function paced(readMs: number, othersUntilMs = Number.POSITIVE_INFINITY) {
      const clock = { ms: 0, sleptMs: 0 };
      const pass = async (ms: number) => {
        clock.ms += ms;
        clock.sleptMs += ms;
      };
      const read = createSharedRead(
        async () => {
          const beganAtMs = clock.ms;
          clock.ms += readMs;
          return beganAtMs;
        },
        { restMs: 400, areOthersAtWork: () => clock.ms < othersUntilMs, now: () => clock.ms, sleep: pass },
      );
      return { read: () => read(patient), clock };
    }

    it('rests between two reads, but not before the first nor long after one', async () => {
      const { read, clock } = paced(0);
      expect(await read()).toBe(0);
      clock.ms += 100;
      expect(await Promise.all([read(), read()])).toEqual([400, 400]);
      clock.ms += 1_000;
      expect(await read()).toBe(1_400);
      expect(clock.sleptMs).toBe(300);
    });

    it('makes nobody wait longer because the clock was set back', async () => {
      const { read, clock } = paced(0);
      await read();
      clock.ms -= 5_000;
      await read();
      expect(clock.sleptMs).toBe(400);
    });

    it('rests only as long as four reads when nobody else is at work who could come to share', async () => {
      const { read } = paced(20, 0);
      expect(await read()).toBe(0);
      expect(await read()).toBe(100);
    });

    it('waits for no newcomers once the others have ended their work', async () => {
      const { read } = paced(20, 200);
      expect(await read()).toBe(0);
      // Slept in slices of 50 ms from the end of the first read, at 20 ms.
      expect(await read()).toBe(220);
    });

    it('never rests longer than it is to, however long a read takes', async () => {
      const { read } = paced(1_000, 0);
      expect(await read()).toBe(0);
      expect(await read()).toBe(1_400);
    });
  });
});
