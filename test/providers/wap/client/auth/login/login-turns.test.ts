import { describe, expect, it } from 'vitest';
import { ControllerError } from '../../../../../../src/model/controller-error.ts';
import { createLoginTurns, type LoginTurn } from '../../../../../../src/providers/wap/client/auth/login/login-turns.ts';
import { stillClock } from '../../../../../support/wap-transport.ts';

const signal = new AbortController().signal;
const refusal = new ControllerError('LOGIN_REFUSED', 'no');

async function settle(): Promise<void> {
  for (let count = 0; count < 20; count += 1) await Promise.resolve();
}

/** Several logins that want to begin at once; those that were let in, and why others were not. */
function threeLogins() {
  const clock = stillClock();
  const turns = createLoginTurns(clock.now);
  const letIn: LoginTurn[] = [];
  const errors: unknown[] = [];
  const ask = (): void => {
    void turns.take(signal).then(
      (turn) => letIn.push(turn),
      (error: unknown) => errors.push(error),
    );
  };
  for (let count = 0; count < 3; count += 1) ask();
  return { clock, turns, letIn, errors, ask };
}

describe('the logins of one account', () => {
  it('wait for the first, and go side by side once it was accepted', async () => {
    const { letIn } = threeLogins();
    await settle();
    expect(letIn).toHaveLength(1);
    letIn[0]?.accepted();
    letIn[0]?.leave();
    await settle();
    expect(letIn).toHaveLength(3);
  });

  it('are all over when the first was refused', async () => {
    const { letIn, errors, turns } = threeLogins();
    await settle();
    letIn[0]?.refused(refusal);
    letIn[0]?.leave();
    await settle();
    expect(letIn).toHaveLength(1);
    expect(errors).toEqual([refusal, refusal]);
    expect(turns.refusal()).toBe(refusal);
    await expect(turns.take(signal)).rejects.toBe(refusal);
  });

  it('wait for the next when the first came to nothing', async () => {
    const { letIn } = threeLogins();
    await settle();
    letIn[0]?.leave();
    await settle();
    expect(letIn).toHaveLength(2);
  });

  it('wait for one again when the last one was accepted a while ago', async () => {
    const { letIn, clock, ask } = threeLogins();
    await settle();
    letIn[0]?.accepted();
    letIn[0]?.leave();
    await settle();
    letIn[1]?.leave();
    letIn[2]?.leave();
    clock.advance(60_000);
    ask();
    ask();
    await settle();
    expect(letIn).toHaveLength(4);
  });

  it('need not be waited for by who gives up', async () => {
    const { turns, letIn } = threeLogins();
    await settle();
    const impatient = new AbortController();
    const waiting = turns.ready(impatient.signal);
    impatient.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(letIn).toHaveLength(1);
  });
});
