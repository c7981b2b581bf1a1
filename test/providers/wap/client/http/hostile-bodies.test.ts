import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import type { ControllerError } from '../../../../../src/model/controller-error.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const never = new AbortController().signal;

/** What becomes of a request that is answered like this, and how long that took. */
async function answeredWith(body: string, type = 'application/xml', status = 400) {
  await using wap = await startWapTransport((_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  });
  // The connection is made, and code is warm.
  const ask = async (): Promise<ControllerError> =>
    wap.transport.request({ method: 'GET', path: '/plans', repeat: 'never', signal: never }).then(
      () => expect.unreachable(),
      (error: unknown) => error as ControllerError,
    );
  const began = performance.now();
  return { error: await ask(), tookMs: performance.now() - began };
}

// Whoever answers in WAP's place, a proxy or somebody who means harm, must not hold up everybody else: one process, one thread.
describe('an answer that is made to harm', () => {
  it('of nothing but comments is read at once', async () => {
    const { error, tookMs } = await answeredWith(`${'<!---->'.repeat(27)}<x/>`);
    expect(error.code).toBe('WAP_REFUSED');
    expect(tookMs).toBeLessThan(1_500);
  });

  it('of tags without an end is read at once', async () => {
    const { error, tookMs } = await answeredWith(`<x/>${'<Code '.repeat(20_000)}`);
    expect(error.code).toBe('WAP_REFUSED');
    expect(tookMs).toBeLessThan(1_500);
  });

  it('of messages within messages is no crash', async () => {
    const body = `{"Message":${'{"value":'.repeat(20_000)}"x"${'}'.repeat(20_000)}}`;
    const { error } = await answeredWith(body, 'application/json');
    expect(error.code).toBe('WAP_REFUSED');
  });
});
