import { mintGuid } from '../clock/seeded-random.ts';
import { emptyAnswer, jsonAnswer, type Answer } from '../http/answer.ts';
import { badRequest, conflict, notFound, notSimulated } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { resourceProviderKey, type ResourceProviderRecord } from '../world/resource-provider-record.ts';
import type { AdminCall, AdminHandler } from './admin-call.ts';
import { listAll } from './list-page.ts';
import { readMembers, type Members } from './read-members.ts';
import { allowQuery, isGuid, queryFlag } from './read-query.ts';
import { enumText, faceOf, PROVIDER_TYPES, text, type Face } from './wire-text.ts';

const ENDPOINTS = ['AdminEndpoint', 'TenantEndpoint', 'UsageEndpoint', 'HealthCheckEndpoint', 'NotificationEndpoint'];
const MEMBERS = [
  'Name',
  'DisplayName',
  'Description',
  'Enabled',
  'PassThroughEnabled',
  'AllowAnonymousAccess',
  'AllowMultipleInstances',
  ...ENDPOINTS,
  'InstanceId',
  'InstanceDisplayName',
  'MaxQuotaUpdateBatchSize',
  'SubscriptionStatusPollingInterval',
  'Type',
  'Settings',
];

export const resourceProviderRoutes: readonly Route<AdminHandler>[] = [
  { method: 'GET', pattern: '/resourceproviders', kind: 'array', handle: listProviders },
  { method: 'POST', pattern: '/resourceproviders', kind: 'write', handle: createProvider },
  { method: 'GET', pattern: '/resourceproviders/{name}/{instanceId}', kind: 'read', handle: getProvider },
  { method: 'PUT', pattern: '/resourceproviders/{name}/{instanceId}', kind: 'write', handle: updateProvider },
  { method: 'DELETE', pattern: '/resourceproviders/{name}/{instanceId}', kind: 'write', handle: deleteProvider },
  {
    method: 'POST',
    pattern: '/resourceproviderverification',
    kind: 'write',
    handle: () => {
      throw notSimulated('Testing a resource provider');
    },
  },
];

function listProviders(call: AdminCall): Answer {
  allowQuery(call, ['includesystemresourceproviders']);
  const withSystem = queryFlag(call, 'includesystemresourceproviders');
  const face = faceOf(call);
  const shown = call.world.resourceProviders.rows.filter(({ isSystem }) => withSystem || !isSystem);
  return listAll(call, shown, (provider) => providerJson(call, provider, face));
}

function getProvider(call: AdminCall): Answer {
  allowQuery(call, []);
  return providerAnswer(call, findProvider(call));
}

function createProvider(call: AdminCall): Answer {
  allowQuery(call, []);
  const members = readMembers(call, call.body, MEMBERS, 'The resource provider');
  const name = members.text('Name') ?? '';
  if (name === '') throw badRequest('The resource provider needs a Name.');
  const instanceId = members.text('InstanceId') ?? mintGuid(call.random);
  if (!isGuid(instanceId)) throw badRequest('InstanceId must be a GUID.');
  if (call.world.resourceProviders.where('name', name).length > 0 && members.get('AllowMultipleInstances') !== true)
    throw conflict(`The resource provider '${name}' already exists.`, 'AlreadyExists');
  if (call.world.resourceProviders.get(resourceProviderKey(name, instanceId)) !== undefined)
    throw conflict(`The instance ${instanceId} of '${name}' already exists.`, 'AlreadyExists');
  const provider = { ...readProvider(members, name, instanceId), seq: call.world.nextSeq(), isSystem: false };
  call.world.resourceProviders.put(provider);
  return providerAnswer(call, provider);
}

function updateProvider(call: AdminCall): Answer {
  allowQuery(call, []);
  const before = findProvider(call);
  const members = readMembers(call, call.body, MEMBERS, 'The resource provider');
  const provider = { ...before, ...readProvider(members, before.name, before.instanceId) };
  call.world.resourceProviders.put(provider);
  return providerAnswer(call, provider);
}

function deleteProvider(call: AdminCall): Answer {
  allowQuery(call, []);
  const { name, instanceId } = findProvider(call);
  const isUsed = [call.world.plans, call.world.addOns].some((table) =>
    table.rows.some(({ services }) => services.some((service) => service.instanceId === instanceId)),
  );
  if (isUsed) throw conflict(`The resource provider '${name}' is used by plans.`);
  call.world.resourceProviders.remove(resourceProviderKey(name, instanceId));
  return emptyAnswer(200);
}

function readProvider(
  members: Members,
  name: string,
  instanceId: string,
): Pick<ResourceProviderRecord, 'name' | 'instanceId' | 'displayName' | 'members'> {
  const own = ['Name', 'InstanceId', 'DisplayName'];
  const kept: Record<string, unknown> = {};
  for (const member of MEMBERS) {
    if (own.includes(member)) continue;
    const value = members.get(member);
    // Passwords are never kept: whoever reads the world must not find one.
    kept[member] = ENDPOINTS.includes(member) ? withoutPassword(value) : value;
  }
  return { name, instanceId, displayName: members.text('DisplayName') ?? name, members: { ...kept, ...members.extra } };
}

function withoutPassword(endpoint: unknown): unknown {
  if (endpoint === null || typeof endpoint !== 'object') return null;
  return { ...endpoint, AuthenticationPassword: null };
}

function findProvider(call: AdminCall): ResourceProviderRecord {
  const [name = '', instanceId = ''] = call.params;
  const provider = call.world.resourceProviders.get(resourceProviderKey(name, instanceId));
  if (provider === undefined) throw notFound(`The resource provider '${name}' with instance ${instanceId}`);
  return provider;
}

function providerAnswer(call: AdminCall, provider: ResourceProviderRecord): Answer {
  return jsonAnswer(200, providerJson(call, provider, faceOf(call)));
}

function providerJson({ knobs }: AdminCall, provider: ResourceProviderRecord, face: Face): string {
  const isMasked = knobs.get('provider-passwords') === 'masked';
  let members = '';
  for (const [name, value] of Object.entries(provider.members)) {
    if (name === 'Type') members += `,"Type":${enumText(face, PROVIDER_TYPES, Number(value))}`;
    else members += `,${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  if (isMasked) members = members.replaceAll('"AuthenticationPassword":null', '"AuthenticationPassword":"**********"');
  const { name, displayName, instanceId } = provider;
  return `{"Name":${text(name)},"DisplayName":${text(displayName)},"InstanceId":"${instanceId}"${members}${face.extra}}`;
}
