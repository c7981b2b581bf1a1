import { isConflict, isNotFound } from '../http/recognise-error.ts';
import type { Transport } from '../http/transport.ts';
import { pathSegment } from './path-segment.ts';
import { planFromWire, type Plan, type WholePlan } from './plan.ts';
import { badObject, isWireObject, type WireObject } from './read-wire.ts';
import { createTextPool, type TextPool } from './text-pool.ts';

/** Plans come in one answer, settings and all: ten thousand of them weigh some 50 MB. */
const MOST_BYTES = 480 * 1024 * 1024;

export interface PlanListing {
  readonly rows: readonly Plan[];
  /** Rows whose id came before, and were dropped. */
  readonly duplicates: number;
}

export async function listPlans(transport: Transport, texts: TextPool, signal: AbortSignal): Promise<PlanListing> {
  const rows: Plan[] = [];
  const { duplicates } = await readPlans(transport, texts, (plan) => rows.push(plan), signal);
  return { rows, duplicates };
}

/**
 * All Plans, Private ones too, one after the other: whoever keeps less of each than there is needs memory for one of them
 * only. `texts` is kept by the caller from one listing to the next: what has not changed is then the very same string.
 */
export async function readPlans(
  transport: Transport,
  texts: TextPool,
  see: (plan: Plan) => void,
  signal: AbortSignal,
): Promise<Pick<PlanListing, 'duplicates'>> {
  const { json } = await transport.request({
    method: 'GET',
    path: '/plans',
    repeat: 'safe',
    maxBytes: MOST_BYTES,
    signal,
  });
  if (!Array.isArray(json)) throw badObject('list of Plans', 'it is not a list');
  const seen = new Set<string>();
  for (const wire of json) {
    const plan = planFromWire(wire, texts);
    const key = plan.id.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    see(plan);
  }
  texts.turn();
  return { duplicates: json.length - seen.size };
}

export async function getPlan(transport: Transport, id: string, signal: AbortSignal): Promise<WholePlan> {
  const { json } = await transport.request({
    method: 'GET',
    path: `/plans/${pathSegment(id)}`,
    route: '/plans/{id}',
    repeat: 'safe',
    signal,
  });
  return wholePlan(json);
}

export interface NewPlan {
  /** Only letters and digits, at most 25. WAP most likely keeps it; the returned one is the truth (wire: admin-api 7.1). */
  readonly id: string;
  readonly displayName: string;
}

/**
 * Creates a Private plan without services and without limit on subscriptions: WAP's own default is one subscription for
 * each account. A plan of that id or name is a conflict, perhaps from our own lost answer.
 */
export async function createPlan(transport: Transport, plan: NewPlan, signal: AbortSignal): Promise<WholePlan> {
  const { json } = await transport.request({
    method: 'POST',
    path: '/plans',
    body: {
      Id: plan.id,
      DisplayName: plan.displayName,
      State: 0,
      Advertisements: [{ LanguageCode: 'en-us', DisplayName: plan.displayName, Description: plan.displayName }],
      ServiceQuotas: [],
      MaxSubscriptionsPerAccount: -1,
      InvitationCode: null,
      Price: null,
    },
    repeat: 'safe',
    signal,
  });
  return json === undefined ? getPlan(transport, plan.id, signal) : wholePlan(json);
}

/** Replaces a plan by what was read before and changed since; members that are left out may be lost (wire: admin-api 7.6). */
export async function putPlan(transport: Transport, id: string, raw: WireObject, signal: AbortSignal): Promise<void> {
  await transport.request({
    method: 'PUT',
    path: `/plans/${pathSegment(id)}`,
    route: '/plans/{id}',
    body: raw,
    repeat: 'safe',
    signal,
  });
}

/** WAP documents no refusal for a plan with subscriptions: see to it that it has none. */
export async function deletePlan(
  transport: Transport,
  id: string,
  signal: AbortSignal,
): Promise<'deleted' | 'already-gone'> {
  try {
    await transport.request({
      method: 'DELETE',
      path: `/plans/${pathSegment(id)}`,
      route: '/plans/{id}',
      repeat: 'safe',
      signal,
    });
    return 'deleted';
  } catch (error) {
    if (isNotFound(error)) return 'already-gone';
    throw error;
  }
}

export interface ServiceAddress {
  /** `systemcenter`. */
  readonly name: string;
  readonly instanceId: string;
}

/** Puts a service into a plan, unconfigured until its quota is put. */
export async function addPlanService(
  transport: Transport,
  planId: string,
  service: ServiceAddress,
  signal: AbortSignal,
): Promise<'added' | 'already-there'> {
  try {
    await transport.request({
      method: 'POST',
      path: `/plans/${pathSegment(planId)}/services`,
      route: '/plans/{id}/services',
      body: { Name: service.name, InstanceId: service.instanceId, ConfigState: 0 },
      repeat: 'safe',
      signal,
    });
    return 'added';
  } catch (error) {
    if (isConflict(error)) return 'already-there';
    throw error;
  }
}

export async function removePlanService(
  transport: Transport,
  planId: string,
  serviceName: string,
  signal: AbortSignal,
): Promise<'removed' | 'already-gone'> {
  try {
    await transport.request({
      method: 'DELETE',
      path: `/plans/${pathSegment(planId)}/services/${pathSegment(serviceName)}`,
      route: '/plans/{id}/services/{name}',
      repeat: 'safe',
      signal,
    });
    return 'removed';
  } catch (error) {
    if (isNotFound(error)) return 'already-gone';
    throw error;
  }
}

/**
 * Sets the quota of all services of a plan, for all its subscriptions. `serviceQuotas` is what `getPlan` read, changed
 * where it has to be: the settings of a service are replaced as a whole. Returns before the services have caught up.
 */
export async function putPlanQuota(
  transport: Transport,
  planId: string,
  serviceQuotas: readonly unknown[],
  signal: AbortSignal,
): Promise<void> {
  await transport.request({
    method: 'PUT',
    path: `/plans/${pathSegment(planId)}/quota`,
    route: '/plans/{id}/quota',
    body: { ServiceQuotas: serviceQuotas },
    repeat: 'safe',
    signal,
  });
}

/** Has WAP push the plan's quota to all its subscriptions again. */
export async function resyncPlan(transport: Transport, planId: string, signal: AbortSignal): Promise<void> {
  await transport.request({
    method: 'PUT',
    path: `/plans/${pathSegment(planId)}/quota`,
    route: '/plans/{id}/quota',
    query: { sync: 'True' },
    repeat: 'safe',
    signal,
  });
}

function wholePlan(json: unknown): WholePlan {
  const plan = planFromWire(json, createTextPool());
  if (!isWireObject(json)) throw badObject('Plan', 'it is not an object');
  return { plan, raw: json };
}
