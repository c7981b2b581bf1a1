import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { BASE_PLAN_ID, SYSTEM_CENTER_INSTANCE_ID } from '../../src/simulator/world/seed-ids.ts';
import { provisioning } from './simulated-vdc.ts';

/** What somebody does in the portal, past all faults. Names of hosting plans and subscriptions, not ids. */
export interface Hand {
  /** One setting of a hosting plan's VM clouds, as text. */
  writeSetting(displayName: string, key: string, value: string): void;
  /** Lets the customers of a hosting plan no longer save machines. */
  forbidSaving(displayName: string): void;
  makeUser(name: string): void;
  /** With the settings of `VDC Base`; returns its id. */
  makeHostingPlan(displayName: string): string;
  /** Returns its id. */
  makeSubscription(name: string, owner: string, planId: string, id: string): string;
  patchSubscription(id: string, members: Readonly<Record<string, unknown>>): void;
  moveSubscription(id: string, planId: string): void;
}

export function handOf({ byHand, world }: Simulator): Hand {
  const idOf = (displayName: string) => world.plans.where('displayName', displayName)[0]?.id ?? displayName;
  const putQuota = (planId: string, settings: readonly { readonly Key: string; readonly Value: string }[]) =>
    void byHand.request('PUT', `/plans/${encodeURIComponent(planId)}/quota`, {
      ServiceQuotas: [
        { ServiceName: 'systemcenter', ServiceInstanceId: SYSTEM_CENTER_INSTANCE_ID, Settings: settings },
      ],
    });
  const settingsOf = (planId: string) =>
    world.plans.get(planId)?.services.find(({ name }) => name === 'systemcenter')?.settings ?? [];
  const forbidSaving = (displayName: string) => {
    const planId = idOf(displayName);
    putQuota(
      planId,
      settingsOf(planId).map(({ Key, Value }) => ({ Key, Value: Value.replace(/ *<Action>Save<\/Action>\s*/, '') })),
    );
  };
  return {
    forbidSaving,
    writeSetting(displayName, key, value) {
      const planId = idOf(displayName);
      putQuota(
        planId,
        settingsOf(planId).map(({ Key, Value }) => ({ Key, Value: Key === key ? value : Value })),
      );
    },
    makeUser: (name) => void byHand.request('POST', '/users', { Name: name, Email: name, State: 1 }),
    makeHostingPlan(displayName) {
      byHand.request('POST', '/plans', { DisplayName: displayName, State: 0, MaxSubscriptionsPerAccount: -1 });
      const id = idOf(displayName);
      byHand.request('POST', `/plans/${id}/services`, {
        Name: 'systemcenter',
        InstanceId: SYSTEM_CENTER_INSTANCE_ID,
        ConfigState: 0,
      });
      putQuota(id, settingsOf(BASE_PLAN_ID));
      return id;
    },
    makeSubscription(name, owner, planId, id) {
      const who = { AccountAdminLiveEmailId: owner, AccountAdminLivePuid: owner };
      byHand.request(
        'POST',
        '/subscriptions',
        provisioning({ ...who, FriendlyName: name, PlanId: planId, SubscriptionId: id }),
      );
      return id;
    },
    patchSubscription: (id, members) =>
      void byHand.request('PATCH', `/subscriptions/${id}`, { SubscriptionId: id, ...members }),
    moveSubscription: (id, planId) =>
      void byHand.request('PATCH', `/subscriptions/${id}?migrate=True`, { SubscriptionId: id, PlanId: planId }),
  };
}
