import { expect, it } from 'vitest';
import type { WapAction } from '../../../src/model/plan.ts';
import { carryOutAction } from '../../../src/providers/wap/carry-out-action.ts';
import { createQuotaMemo } from '../../../src/providers/wap/from-wire.ts';
import { createTemplateShelf } from '../../../src/providers/wap/template-shelf.ts';
import { startWapTransport } from '../../support/wap-transport.ts';

const action: WapAction = {
  verb: 'create',
  kind: 'user',
  resource: 'user/acme@example.org',
  reason: 'user-missing',
  userName: 'acme@example.org',
  email: 'acme@example.org',
};

/** What comes of it where WAP says that there is such a user, and shows this. */
async function makeWhereItExists(user: unknown) {
  await using wap = await startWapTransport(({ method }, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (method === 'POST') answer(409, { Code: 'Conflict', Message: 'exists', Details: null });
    else if (user === undefined) answer(404, { Code: 'NotFound', Message: 'no such user', Details: null });
    else answer(200, user);
  });
  const doors = { admin: wap.transport, memo: createQuotaMemo(), now: wap.clock.now };
  return await carryOutAction(action, doors, createTemplateShelf(doors), new AbortController().signal);
}

const shown = (CreatedTime: string) => ({ Name: 'acme@example.org', Email: 'acme@example.org', State: 1, CreatedTime });

it('is somebody else’s when it was there before', async () => {
  expect(await makeWhereItExists(shown('2013-06-25T22:05:04.007'))).toEqual({
    kind: 'done',
    learned: { userExisted: true },
  });
});

it('is not known to be somebody else’s when WAP refuses it as a second one and shows no first', async () => {
  expect(await makeWhereItExists(undefined)).toMatchObject({
    kind: 'failed',
    code: 'WAP_CONFLICT',
    isUncertain: true,
  });
});
