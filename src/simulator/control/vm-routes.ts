import { badRequest, notFound } from '../http/refusal.ts';
import type { Route } from '../http/router.ts';
import { viewJob, viewVm } from '../vmm/view-vm.ts';
import type { VmWish } from '../vmm/make-vm.ts';
import type { Stuck } from '../world/vm-record.ts';
import type { ControlCall, ControlHandler } from './control-context.ts';
import { done, read, write } from './control-route.ts';
import { pageOf, readWish } from './list-view.ts';
import { readControlBody } from './read-control-body.ts';

/** Machines and their jobs: of one subscription with `?subscription=`, else all. */
export const vmRoutes: readonly Route<ControlHandler>[] = [
  read('/control/vms', (call) => {
    const { context, query } = call;
    const now = settled(call);
    const rows = ofSubscription(call, 'vms');
    return pageOf(
      rows,
      readWish(query),
      ({ id, name }) => `${id} ${name}`,
      (vm) => viewVm(vm, context.world, now),
    );
  }),
  read('/control/jobs', (call) => {
    const now = settled(call);
    const rows = ofSubscription(call, 'jobs');
    return pageOf(
      rows,
      readWish(call.query),
      ({ id, vmId, vmName }) => `${id} ${vmId} ${vmName}`,
      (job) => viewJob(job, now),
    );
  }),
  write('POST', '/control/subscriptions/{id}/vms', addVm),
  write('POST', '/control/vms/{id}/operate', ({ context, params, body }) => {
    const wish = readControlBody(body, { operation: 'text', throughJob: 'flag' }, (members) => members);
    const throughJob = wish.throughJob === 'true';
    return { job: context.byHand.operateVm(params[0] ?? '', wish.operation ?? '', { throughJob }) };
  }),
  write('POST', '/control/vms/{id}/status', ({ context, params, body }) => {
    const status = readControlBody(body, { status: 'text' }, (members) => members.status?.trim() ?? '');
    if (status === '') throw badRequest('status is missing.');
    return done(context.byHand.setVmStatus(params[0] ?? '', status));
  }),
  write('DELETE', '/control/vms/{id}', ({ context, params }) => done(context.byHand.removeVm(params[0] ?? ''))),
];

function settled({ context }: ControlCall): number {
  const now = context.clock.now();
  context.world.settle(now);
  return now;
}

function ofSubscription<T extends 'vms' | 'jobs'>({ context: { world }, query }: ControlCall, table: T) {
  const id = query.get('subscription') ?? '';
  return (id === '' ? world[table].rows : world[table].where('role', id)) as ControlCall['context']['world'][T]['rows'];
}

const SHAPE = {
  name: 'text',
  status: 'text',
  cpus: 'count',
  memoryMb: 'count',
  diskGb: 'count',
  hasVmAdditions: 'flag',
  ignoresShutdown: 'flag',
  stuck: 'text',
  roleName: 'text',
  jobMs: 'count',
  shutdownMs: 'count',
} as const;

function addVm({ context, params, body }: ControlCall): unknown {
  const wish = readControlBody(
    body,
    SHAPE,
    ({ name, status, stuck, roleName, hasVmAdditions, ignoresShutdown, ...counts }): VmWish => {
      if (name === undefined || name.trim() === '') throw badRequest('name is missing.');
      if (stuck !== undefined && stuck !== '' && !isStuck(stuck)) throw badRequest('stuck is jobs or deletion.');
      return {
        name: name.trim(),
        ...(status === undefined || status === '' ? {} : { status }),
        ...(stuck === undefined || !isStuck(stuck) ? {} : { stuck }),
        ...(roleName === undefined || roleName === '' ? {} : { roleName }),
        hasVmAdditions: hasVmAdditions !== 'false',
        ignoresShutdown: ignoresShutdown === 'true',
        ...Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, Number(value)])),
      };
    },
  );
  if (context.world.subscriptions.get(params[0] ?? '') === undefined)
    throw notFound(`The subscription ${params[0] ?? ''}`);
  return { id: context.byHand.addVm(params[0] ?? '', wish) };
}

function isStuck(text: string): text is Stuck {
  return text === 'jobs' || text === 'deletion';
}
