import { describe, expect, it } from 'vitest';
import * as plans from '../../../../../src/providers/wap/client/admin-api/plans.ts';
import { listResourceProviders } from '../../../../../src/providers/wap/client/admin-api/resource-providers.ts';
import * as subscriptions from '../../../../../src/providers/wap/client/admin-api/subscriptions.ts';
import { createTextPool } from '../../../../../src/providers/wap/client/admin-api/text-pool.ts';
import * as users from '../../../../../src/providers/wap/client/admin-api/users.ts';
import { isConflict, isNotFound } from '../../../../../src/providers/wap/client/http/recognise-error.ts';
import type { Transport } from '../../../../../src/providers/wap/client/http/transport.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf, wirePlan, wireSubscription } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;
const id = guidOf(1);
const says =
  (body: unknown, status = 200): CannedAnswer =>
  (_, response) =>
    answerJson(response, body, status);
const saysNothing: CannedAnswer = (_, response) => response.writeHead(202).end();
const notFound = says({ Code: 'NotFound', Message: 'no', Details: null }, 404);
const conflict = says({ Code: 'AlreadyExists', Message: 'there', Details: null }, 409);

/** Makes one call and shows what went over the wire. */
async function call<Result>(answer: CannedAnswer, ask: (transport: Transport) => Promise<Result>) {
  await using wap = await startWapTransport(answer);
  const result = await ask(wap.transport).catch((error: unknown) => error);
  const sent = wap.server.requests.map(({ method, url, body }) => `${method} ${url}${body === '' ? '' : ` ${body}`}`);
  return { result, sent };
}

describe('plans', () => {
  it('are listed in one request, each once, equal settings shared', async () => {
    const texts = createTextPool();
    const listed = await call(says([wirePlan(1), wirePlan(2), wirePlan(1)]), (wap) =>
      plans.listPlans(wap, texts, signal),
    );
    expect(listed.sent).toEqual(['GET /plans']);
    expect(listed.result).toMatchObject({ rows: [{ id: 'plan1' }, { id: 'plan2' }], duplicates: 1 });
  });

  it.each([[{}], [null], [{ items: [] }], ['x']])('are not listed by %j', async (body) => {
    const { result } = await call(says(body), (wap) => plans.listPlans(wap, createTextPool(), signal));
    expect(result).toMatchObject({ code: 'WAP_BAD_OBJECT' });
  });

  it('are read one by one with all that WAP said', async () => {
    const wire = wirePlan(1, { SecurityGroups: ['x'] });
    const { result, sent } = await call(says(wire), (wap) => plans.getPlan(wap, 'plan1', signal));
    expect(result).toMatchObject({ plan: { id: 'plan1' }, raw: wire });
    expect(sent).toEqual(['GET /plans/plan1']);
  });

  it('are created Private and without limit of subscriptions, and keep the id that WAP gives', async () => {
    const { result, sent } = await call(says(wirePlan(9), 201), (wap) =>
      plans.createPlan(wap, { id: 'mine', displayName: 'VDC a' }, signal),
    );
    expect(result).toMatchObject({ plan: { id: 'plan9' } });
    expect(sent).toEqual([
      'POST /plans {"Id":"mine","DisplayName":"VDC a","State":0,"Advertisements":[{"LanguageCode":"en-us","DisplayName":"VDC a","Description":"VDC a"}],"ServiceQuotas":[],"MaxSubscriptionsPerAccount":-1,"InvitationCode":null,"Price":null}',
    ]);
  });

  it('are read when their creation is answered with nothing', async () => {
    const { result, sent } = await call(
      (_, response, index) => (index === 0 ? response.writeHead(201).end() : answerJson(response, wirePlan(9))),
      (wap) => plans.createPlan(wap, { id: 'mine', displayName: 'VDC a' }, signal),
    );
    expect(result).toMatchObject({ plan: { id: 'plan9' } });
    expect(sent[1]).toBe('GET /plans/mine');
  });

  it('report a taken name as a conflict', async () => {
    const { result } = await call(conflict, (wap) => plans.createPlan(wap, { id: 'a', displayName: 'b' }, signal));
    expect(isConflict(result)).toBe(true);
  });

  it('are put back as they were read', async () => {
    const raw = wirePlan(1, { SecurityGroups: ['x'], State: 2 });
    const { sent } = await call(says(raw), (wap) => plans.putPlan(wap, 'plan1', raw, signal));
    expect(sent).toEqual([`PUT /plans/plan1 ${JSON.stringify(raw)}`]);
  });

  it('get their quota, their services and their resync by their own routes', async () => {
    const service = { name: 'systemcenter', instanceId: id };
    const { sent, result } = await call(says({}), async (wap) => [
      await plans.putPlanQuota(wap, 'a', [{ ServiceName: 'x' }], signal),
      await plans.resyncPlan(wap, 'a', signal),
      await plans.addPlanService(wap, 'a', service, signal),
      await plans.removePlanService(wap, 'a', 'systemcenter', signal),
      await plans.deletePlan(wap, 'a', signal),
    ]);
    expect(result).toEqual([undefined, undefined, 'added', 'removed', 'deleted']);
    expect(sent).toEqual([
      'PUT /plans/a/quota {"ServiceQuotas":[{"ServiceName":"x"}]}',
      'PUT /plans/a/quota?sync=True',
      `POST /plans/a/services {"Name":"systemcenter","InstanceId":"${id}","ConfigState":0}`,
      'DELETE /plans/a/services/systemcenter',
      'DELETE /plans/a',
    ]);
  });

  it('take what is done already for done', async () => {
    const service = { name: 'systemcenter', instanceId: id };
    const added = await call(conflict, (wap) => plans.addPlanService(wap, 'a', service, signal));
    const removed = await call(notFound, (wap) => plans.removePlanService(wap, 'a', 'x', signal));
    const deleted = await call(notFound, (wap) => plans.deletePlan(wap, 'a', signal));
    expect([added.result, removed.result, deleted.result]).toEqual(['already-there', 'already-gone', 'already-gone']);
  });
});

describe('subscriptions', () => {
  const wire = wireSubscription(1);

  it('are created with the whole provisioning object', async () => {
    const { sent, result } = await call(says(wire), (wap) =>
      subscriptions.createSubscription(
        wap,
        { subscriptionId: id, friendlyName: 'acme', ownerName: 'a@b', planId: 'p', coAdminNames: ['c@d'] },
        signal,
      ),
    );
    expect(result).toMatchObject({ subscriptionId: id });
    expect(JSON.parse((sent[0] ?? '').replace('POST /subscriptions ', ''))).toEqual({
      AccountAdminLiveEmailId: 'a@b',
      AccountAdminLivePuid: 'a@b',
      AccountId: '00000000-0000-0000-0000-000000000000',
      FriendlyName: 'acme',
      OfferCategory: null,
      OfferInfo: null,
      OfferType: 0,
      ReasonCode: null,
      ServiceAdminLiveEmailId: null,
      ServiceAdminLivePuid: null,
      SubscriptionId: id,
      Status: null,
      PlanId: 'p',
      CoAdminNames: ['c@d'],
    });
  });

  it('are changed one thing at a time, and never deleted by force', async () => {
    const { sent } = await call(says(wire), async (wap) => {
      await subscriptions.setSubscriptionStatus(wap, id, 'Suspended', signal);
      await subscriptions.setCoAdmins(wap, id, ['a@b'], signal);
      await subscriptions.migrateSubscription(wap, id, 'p2', signal);
      await subscriptions.resyncSubscription(wap, id, signal);
      await subscriptions.deleteSubscription(wap, id, signal);
    });
    expect(sent).toEqual([
      `PATCH /subscriptions/${id} {"SubscriptionId":"${id}","Status":"Suspended"}`,
      `PATCH /subscriptions/${id} {"SubscriptionId":"${id}","CoAdminNames":["a@b"]}`,
      `PATCH /subscriptions/${id}?migrate=True {"SubscriptionId":"${id}","PlanId":"p2"}`,
      `PUT /subscriptions/${id}/quota?sync=True`,
      `DELETE /subscriptions/${id}?force=False`,
    ]);
  });

  it('are gone when WAP says so', async () => {
    const deleted = await call(notFound, (wap) => subscriptions.deleteSubscription(wap, id, signal));
    expect(deleted.result).toBe('already-gone');
    const read = await call(notFound, (wap) => subscriptions.getSubscription(wap, id, signal));
    expect(isNotFound(read.result)).toBe(true);
  });

  it('are not gone when something else says so', async () => {
    const { result } = await call(
      (_, response) => response.writeHead(404).end('<html>not found</html>'),
      (wap) => subscriptions.deleteSubscription(wap, id, signal),
    );
    expect(result).toMatchObject({ code: 'WAP_NOT_JSON' });
  });
});

describe('users', () => {
  const wire = { Name: 'a@b', Email: 'a@b', State: 1, Novelty: 1 };

  it('are created, read, put back and deleted without their subscriptions', async () => {
    const { sent, result } = await call(says(wire), async (wap) => {
      await users.createUser(wap, { name: 'a@b', email: 'c@d' }, signal);
      const { raw } = await users.getUser(wap, 'CORP\\a b/c@d', signal);
      await users.putUser(wap, 'a@b', { ...raw, Email: 'e@f' }, signal);
      return users.deleteUser(wap, 'a@b', signal);
    });
    expect(result).toBe('accepted');
    expect(sent).toEqual([
      'POST /users {"Name":"a@b","Email":"c@d","State":1,"SubscriptionCount":0,"ActivationSyncState":0,"LastErrorMessage":null}',
      'GET /users/CORP%5Ca%20b%2Fc@d',
      'PUT /users/a@b {"Name":"a@b","Email":"e@f","State":1,"Novelty":1}',
      'DELETE /users/a@b?deleteSubscriptions=False&force=False',
    ]);
  });

  it('are listed page by page, the same name in other letters being the same user', async () => {
    const { result } = await call(says({ items: [wire, { ...wire, Name: 'A@B' }], filteredTotalCount: 2 }), (wap) =>
      users.listUsers(wap, { signal }),
    );
    expect(result).toMatchObject({ rows: [{ name: 'a@b' }], duplicates: 1, missing: 1 });
  });

  it.each(['', ' ', '.', '..'])('are never addressed by the name "%s"', async (name) => {
    const { result, sent } = await call(saysNothing, (wap) => users.deleteUser(wap, name, signal));
    expect(result).toMatchObject({ code: 'WAP_EMPTY_ID' });
    expect(sent).toEqual([]);
  });
});

describe('resource providers', () => {
  it('are listed without those of the system', async () => {
    const { result, sent } = await call(says([{ Name: 'systemcenter', InstanceId: id }]), (wap) =>
      listResourceProviders(wap, signal),
    );
    expect(result).toMatchObject([{ name: 'systemcenter', instanceId: id }]);
    expect(sent).toEqual(['GET /resourceproviders?includeSystemResourceProviders=False']);
  });
});
