import type { AdminCall, AdminHandler } from '../admin-api/admin-call.ts';
import { emptyAnswer, type Answer } from '../http/answer.ts';
import { badRequest, notFound } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { documentAnswer } from '../odata/answer-odata.ts';
import type { Entity, EntitySet } from '../odata/entity.ts';
import { jobHeader } from '../odata/write-odata.ts';
import { cloudServicesOf, findCloudService, machinesOfRoles, type CloudService } from '../vmm/cloud-services.ts';
import { operateVm } from '../vmm/operate-vm.ts';
import { removeCloudService } from '../vmm/remove-cloud-service.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { SubscriptionRecord } from '../world/subscription-record.ts';
import { fold } from '../world/table.ts';
import type { VmRecord } from '../world/vm-record.ts';
import {
  cloudServiceEntity,
  cloudServiceSet,
  roleMachineEntity,
  roleMachineSet,
  vmRoleEntity,
  vmRoleSet,
} from './cloud-service-entities.ts';

const API_VERSION = '2013-03';
/** What can be done to a machine of a role, and VMM's word for it; pausing and saving are not possible here. */
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['start', 'Start'],
  ['stop', 'Stop'],
  ['shutdown', 'Shutdown'],
  ['restart', 'Reset'],
]);

/** One request, let in. */
interface Visit {
  readonly call: AdminCall;
  readonly tenant: SubscriptionRecord;
  readonly root: string;
  /** The parameters after the subscription: service, role, machine, action. */
  readonly names: readonly string[];
}

/**
 * Cloud services with their VM roles and machines (wire: vm-clouds 4.6) below a prefix, whose one parameter is
 * `{subscription}`; `open` finds it, or throws for who may not come in.
 */
export function cloudServiceRoutes(
  prefix: string,
  open: (call: AdminCall, subscriptionId: string) => SubscriptionRecord,
): readonly Route<AdminHandler>[] {
  const services = `${prefix}/CloudServices`;
  const roles = `${services}/{service}/Resources/MicrosoftCompute/VMRoles`;
  const route = (method: string, pattern: string, answer: (visit: Visit) => Answer): Route<AdminHandler> => ({
    method,
    pattern,
    kind: 'provider',
    handle(call) {
      const [id = '', ...names] = call.params;
      const tenant = open(call, id);
      checkVersion(call);
      return answer({ call, tenant, root: `${call.origin}${prefix.replace('{subscription}', tenant.id)}/`, names });
    },
  });
  return [
    route('GET', services, (visit) =>
      list(visit, cloudServiceSet, cloudServicesOf(visit.call, visit.tenant.id).map(cloudServiceEntity)),
    ),
    route('GET', `${services}/{service}`, (visit) =>
      single(visit, cloudServiceSet, cloudServiceEntity(serviceOf(visit))),
    ),
    route('DELETE', `${services}/{service}`, (visit) =>
      begun(visit, removeCloudService(visit.call, serviceOf(visit), visit.tenant)),
    ),
    route('GET', roles, (visit) =>
      list(
        visit,
        vmRoleSet,
        serviceOf(visit).roles.map((role) => roleEntity(visit, role)),
      ),
    ),
    route('GET', `${roles}/{role}`, (visit) => single(visit, vmRoleSet, roleEntity(visit, roleOf(visit)))),
    route('GET', `${roles}/{role}/VMs`, (visit) =>
      list(
        visit,
        roleMachineSet,
        machinesOf(visit, roleOf(visit)).map((vm) => roleMachineEntity(vm, visit.call.now)),
      ),
    ),
    route('POST', `${roles}/{role}/VMs/{machine}/{action}`, operate),
  ];
}

function operate(visit: Visit): Answer {
  const [, , id = '', action = ''] = visit.names;
  const vm = machinesOf(visit, roleOf(visit)).find((each) => each.id === fold(id));
  if (vm === undefined) throw notFound(`The machine ${id} of this VM role`);
  const word = ACTIONS.get(fold(action));
  if (word === undefined) throw notFound(`The action ${action}`);
  if (visit.call.body !== undefined) throw badRequest('An action takes no body.');
  return begun(visit, operateVm(visit.call, vm, word, visit.tenant));
}

/** It belongs to every address, and nothing else does. */
function checkVersion({ query }: AdminCall): void {
  if (query.get('api-version') !== API_VERSION) throw badRequest(`The query must say api-version=${API_VERSION}.`);
  for (const name of query.keys())
    if (name !== 'api-version') throw badRequest(`The query option ${name} is not known here.`);
}

function list({ call, root }: Visit, set: EntitySet, entities: readonly Entity[]): Answer {
  const shown = call.faults.has('empty-list') ? [] : entities;
  return documentAnswer(call, {
    root,
    set,
    rows: shown.map((entity) => ({ entity, expanded: [] })),
    isSingle: false,
  });
}

function single({ call, root }: Visit, set: EntitySet, entity: Entity): Answer {
  return documentAnswer(call, { root, set, rows: [{ entity, expanded: [] }], isSingle: true });
}

/** The work goes on after the answer; the header names it, as it does for machines. */
function begun({ call }: Visit, job: JobRecord): Answer {
  return { ...emptyAnswer(Number(call.knobs.get('role-write-status'))), headers: jobHeader(call, job) };
}

function serviceOf({ call, tenant, names }: Visit): CloudService {
  return findCloudService(call, tenant.id, names[0] ?? '');
}

function roleOf(visit: Visit): string {
  const wanted = visit.names[1] ?? '';
  const role = serviceOf(visit).roles.find((name) => fold(name) === fold(wanted));
  if (role === undefined) throw notFound(`The VM role ${wanted}`);
  return role;
}

function roleEntity(visit: Visit, role: string): Entity {
  return vmRoleEntity(serviceOf(visit), role, machinesOf(visit, role));
}

function machinesOf({ call, tenant }: Visit, role: string): readonly VmRecord[] {
  return machinesOfRoles(call, tenant.id, [role]);
}
