import { viewVm, type VmView } from '../vmm/view-vm.ts';
import { badge } from './badge.ts';
import type { ControlContext } from './control-context.ts';
import { html, joinHtml, type Html } from './html.ts';
import { pageOf, readWish } from './list-view.ts';
import { pager } from './pager.ts';

/** The machines of the subscription that `?vms=` names, or of all, with what can be done to them by hand. */
export function vmSection({ world, clock }: ControlContext, query: ReadonlyMap<string, string>): Html {
  const now = clock.now();
  const owner = world.subscriptions.get(query.get('vms') ?? '');
  const page = pageOf(
    owner === undefined ? world.vms.rows : world.vms.where('role', owner.id),
    readWish(query, 'v-', 15),
    ({ id, name }) => `${id} ${name}`,
    (vm) => viewVm(vm, world, now),
  );
  return html`<section>
    <h2>Virtual machines <small>${owner === undefined ? page.total : `${page.total} of ${owner.name}`}</small></h2>
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>Owner</th>
          <th>Status</th>
          <th>Size</th>
          <th>Last job</th>
          <th>By hand</th>
        </tr>
      </thead>
      <tbody>
        ${joinHtml(page.items.map((vm) => vmRow(vm, world.subscriptions.get(vm.ownerId ?? '')?.name ?? vm.ownerId ?? '–')))}
      </tbody>
    </table>
    ${pager(query, 'v-', page)} ${owner === undefined ? '' : addForm(owner.id)}
  </section>`;
}

function vmRow(vm: VmView, owner: string): Html {
  const operate = (operation: string): Html =>
    html`<button
      data-method="POST"
      data-url="/control/vms/${vm.id}/operate"
      data-body='{"operation":"${operation}","throughJob":true}'
    >
      ${operation}
    </button> `;
  const marks = [
    vm.roleName === null ? '' : `role ${vm.roleName}`,
    vm.hasVmAdditions ? '' : 'no guest services',
    vm.ignoresShutdown ? 'ignores Shutdown' : '',
    vm.stuck === null ? '' : `stuck: ${vm.stuck}`,
  ].filter((text) => text !== '');
  return html`<tr>
    <td>${vm.name}<br /><code>${vm.id}</code></td>
    <td>${owner}</td>
    <td>${badge(vm.status)}${marks.length === 0 ? '' : html`<br /><small>${marks.join(', ')}</small>`}</td>
    <td>${vm.cpus} CPUs, ${vm.memoryMb} MB, ${vm.diskGb} GB</td>
    <td>
      ${vm.job === null ? '–' : `${vm.job.operation} ${vm.job.status}`}${vm.job === null || vm.job.problem === null ? '' : html`<br /><small>${vm.job.problem}</small>`}
    </td>
    <td>
      ${operate('Start')}${operate('Stop')}${operate('Shutdown')}
      <form data-method="POST" data-url="/control/vms/${vm.id}/status">
        <label>Status <input name="status" value="${vm.status}" required /></label><button>Set</button>
      </form>
      <button data-method="DELETE" data-url="/control/vms/${vm.id}" data-confirm="Remove ${vm.name}?">Remove</button>
    </td>
  </tr>`;
}

function addForm(subscriptionId: string): Html {
  return html`<form data-method="POST" data-url="/control/subscriptions/${subscriptionId}/vms">
    <label>Name <input name="name" required /></label> <label>Status <input name="status" value="Running" /></label>
    <button>Add a machine</button>
  </form>`;
}
