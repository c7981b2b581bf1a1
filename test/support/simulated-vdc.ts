import { BASE_PLAN_ID, SYSTEM_CENTER_INSTANCE_ID } from '../../src/simulator/world/seed-ids.ts';
import type { RunningSimulator } from './running-simulator.ts';

export const VDC = {
  user: 'ops@acme.example',
  planId: 'acmeprod1',
  subscriptionId: '6f0f4c1e-3a54-4d57-9a0b-2f6f3d0f7c11',
} as const;

/** The body that makes a subscription, with what a test wants different. */
export function provisioning(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    AccountAdminLiveEmailId: VDC.user,
    AccountAdminLivePuid: VDC.user,
    AccountId: '00000000-0000-0000-0000-000000000000',
    FriendlyName: 'acme-prod',
    OfferCategory: null,
    OfferInfo: null,
    OfferType: 0,
    ReasonCode: null,
    ServiceAdminLiveEmailId: null,
    ServiceAdminLivePuid: null,
    SubscriptionId: VDC.subscriptionId,
    Status: null,
    PlanId: VDC.planId,
    CoAdminNames: null,
    ...more,
  };
}

/** The five settings of the template, with other numbers. */
export async function quotaBody({ call }: RunningSimulator, cpus: string): Promise<unknown> {
  const template = await call('GET', `/plans/${BASE_PLAN_ID}`);
  const [quota] = template.json.ServiceQuotas;
  const Settings = quota.Settings.map(({ Key, Value }: { Key: string; Value: string }) => ({
    Key,
    Value: Key === 'Clouds' ? Value.replace(/(Role|Member)CPUCount>\d*</g, `$1CPUCount>${cpus}<`) : Value,
  }));
  return { ServiceQuotas: [{ ...quota, Settings }] };
}

/** Makes user, plan, service, quota and subscription as a controller would: five calls, each of which must succeed. */
export async function makeVdc(wap: RunningSimulator, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const must = async (method: string, path: string, body: unknown): Promise<void> => {
    const { status, text } = await wap.call(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  };
  await must('POST', '/users', { Name: VDC.user, Email: VDC.user, State: 1 });
  await must('POST', '/plans', {
    Id: VDC.planId,
    DisplayName: 'VDC acme-prod',
    State: 0,
    MaxSubscriptionsPerAccount: -1,
  });
  const service = { Name: 'systemcenter', InstanceId: SYSTEM_CENTER_INSTANCE_ID, ConfigState: 0 };
  await must('POST', `/plans/${VDC.planId}/services`, service);
  await must('PUT', `/plans/${VDC.planId}/quota`, await quotaBody(wap, '16'));
  await must('POST', '/subscriptions', provisioning(more));
}
