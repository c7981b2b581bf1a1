import { describe, expect, it } from 'vitest';
import { carryOutAction } from '../../../src/providers/wap/carry-out-action.ts';
import { createQuotaMemo } from '../../../src/providers/wap/from-wire.ts';
import type { WapAction } from '../../../src/model/plan.ts';
import { createTemplateShelf } from '../../../src/providers/wap/template-shelf.ts';
import { createHostingPlan } from '../../support/planned-vdcs.ts';
import { wirePlan, wireSubscription } from '../../support/wap-rows.ts';
import { startWapTransport } from '../../support/wap-transport.ts';

/** A WAP that has the hosting plan already, does not say how many it carries, and lists these. */
async function makeWhereItExists(subscriptions: readonly unknown[]) {
  await using wap = await startWapTransport(({ method, url }, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (method === 'POST' && url === '/plans') answer(409, { Code: 'Conflict', Message: 'exists', Details: null });
    else if (method === 'GET' && url.startsWith('/plans/plan-acme'))
      answer(200, wirePlan(1, { Id: 'plan-acme', DisplayName: 'VDC acme', SubscriptionCount: null }));
    else if (method === 'GET' && url.startsWith('/plans/')) answer(200, wirePlan(2, { Id: 'template' }));
    else if (url.startsWith('/subscriptions'))
      answer(200, { items: subscriptions, filteredTotalCount: subscriptions.length, totalCount: 99 });
    else answer(200, {});
  });
  const doors = { admin: wap.transport, memo: createQuotaMemo(), now: wap.clock.now };
  const signal = new AbortController().signal;
  const outcome = await carryOutAction(
    createHostingPlan('acme') as WapAction,
    doors,
    createTemplateShelf(doors),
    signal,
  );
  return { outcome, wrote: wap.server.requests.filter(({ method }) => method === 'PUT').length };
}

describe('a hosting plan that exists although it was missing', () => {
  it('is our own first try when nobody is on it', async () => {
    const { outcome, wrote } = await makeWhereItExists([]);
    expect(outcome).toMatchObject({ kind: 'done', learned: { hostingPlanId: 'plan-acme' } });
    expect(wrote).toBe(1);
  });

  it('is not filled when somebody is on it, though WAP does not count', async () => {
    const { outcome, wrote } = await makeWhereItExists([wireSubscription(7, { PlanId: 'PLAN-ACME' })]);
    expect(outcome).toMatchObject({ kind: 'failed', code: 'HOSTING_PLAN_FOREIGN' });
    expect(wrote).toBe(0);
  });
});
