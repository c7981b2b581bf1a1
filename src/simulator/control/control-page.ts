import type { Limits } from '../world/limits.ts';
import type { ControlContext } from './control-context.ts';
import { viewPlan, viewSubscription, viewUser, type PlanView, type SubscriptionView } from './control-views.ts';
import { accountSection } from './account-section.ts';
import { badge } from './badge.ts';
import { mailSection } from './mail-section.ts';
import { faultSection, knobSection } from './switch-sections.ts';
import { html, joinHtml, type Html } from './html.ts';
import { pager } from './pager.ts';
import { vmSection } from './vm-section.ts';
import { pageOf, readWish, type ViewPage } from './list-view.ts';

/** The whole page, readable without any script; the script only makes its forms work. */
export function controlPage(context: ControlContext, query: ReadonlyMap<string, string>): string {
  const { world, clock, requests } = context;
  const now = clock.now();
  world.settle(now);
  const find = query.get('find') ?? '';
  const subscriptions = pageOf(
    world.subscriptions.rows,
    readWish(query, 's-'),
    ({ id, name, owner }) => `${id} ${name} ${owner}`,
    (row) => viewSubscription(row, context, now),
  );
  const plans = pageOf(
    world.plans.rows,
    readWish(query, 'p-', 15),
    ({ id, displayName }) => `${id} ${displayName}`,
    (plan) => viewPlan(plan, world),
  );
  const users = pageOf(
    world.users.rows,
    readWish(query, 'u-', 15),
    ({ name }) => name,
    (user) => viewUser(user, world),
  );
  const more = (prefix: string, page: ViewPage<unknown>): Html => pager(query, prefix, page);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Simulated WAP</title>
        <link rel="stylesheet" href="/control.css" />
        <script src="/control.js" defer></script>
      </head>
      <body>
        <header>
          <h1>Simulated WAP</h1>
          <p>
            <strong>${new Date(now).toISOString().replace('T', ' ').slice(0, 19)}</strong> UTC
            <small
              >${clock.rate === 0 ? 'stopped' : clock.rate === 1 ? 'running' : `${clock.rate} times as fast`},
              ${Math.round(clock.offsetMs / 1000)} s ahead</small
            >
          </p>
          <form data-method="POST" data-url="/control/clock" data-numbers>
            <label
              >Turn the clock by
              <input name="advanceMs" type="number" min="0" step="1000" value="60000" required /> ms</label
            >
            <button>Turn</button>
            <button
              type="button"
              data-method="POST"
              data-url="/control/clock"
              data-body='{"freeze":${clock.rate === 0 ? 'false' : 'true'}}'
            >
              ${clock.rate === 0 ? 'Run' : 'Stop'}
            </button>
          </form>
          <label class="token">Control token <input id="token" type="password" autocomplete="off" /></label>
          <noscript><p class="note">Reading works without a script; changing needs one.</p></noscript>
          <p id="said" role="status"></p>
        </header>
        <main>
          <form method="get" action="/" role="search">
            <label>Find <input name="find" type="search" value="${find}" placeholder="name, id or owner" /></label>
            <button>Find</button>
          </form>
          <section>
            <h2>Subscriptions <small>${subscriptions.total}</small></h2>
            <table>
              <thead>
                <tr>
                  <th>Name</th>
                  <th>Owner</th>
                  <th>Hosting plan</th>
                  <th>State</th>
                  <th>In use / limit</th>
                  <th>By hand</th>
                </tr>
              </thead>
              <tbody>
                ${joinHtml(subscriptions.items.map(subscriptionRow))}
              </tbody>
            </table>
            ${more('s-', subscriptions)}
          </section>
          ${vmSection(context, query)}
          <section>
            <h2>Hosting plans <small>${plans.total}</small></h2>
            <table>
              <thead>
                <tr>
                  <th>Name</th>
                  <th>State</th>
                  <th>Services</th>
                  <th>Cloud</th>
                  <th>Subscriptions</th>
                  <th>Limits</th>
                </tr>
              </thead>
              <tbody>
                ${joinHtml(plans.items.map(planRow))}
              </tbody>
            </table>
            ${more('p-', plans)}
          </section>
          <section>
            <h2>Users <small>${users.total}</small></h2>
            <table>
              <thead>
                <tr>
                  <th>Name</th>
                  <th>Email</th>
                  <th>State</th>
                  <th>Subscriptions</th>
                </tr>
              </thead>
              <tbody>
                ${joinHtml(
                  users.items.map(
                    (user) =>
                      html`<tr>
                        <td>${user.name}</td>
                        <td>${user.email}</td>
                        <td>${badge(user.state)}</td>
                        <td>${user.subscriptionCount}</td>
                      </tr>`,
                  ),
                )}
              </tbody>
            </table>
            ${more('u-', users)}
          </section>
          ${accountSection(context, query)} ${mailSection(context, query)} ${faultSection(context)}
          ${knobSection(context)}
          <section>
            <h2>Requests <small>${requests.counts().total}</small></h2>
            <table>
              <thead>
                <tr>
                  <th>Route</th>
                  <th>Count</th>
                </tr>
              </thead>
              <tbody>
                ${joinHtml(
                  Object.entries(requests.counts().byRoute).map(
                    ([route, count]) =>
                      html`<tr>
                        <td><code>${route}</code></td>
                        <td>${count}</td>
                      </tr>`,
                  ),
                )}
              </tbody>
            </table>
          </section>
        </main>
      </body>
    </html>`.text;
}

function subscriptionRow(row: SubscriptionView): Html {
  const post = (action: string, label: string): Html =>
    html`<button data-method="POST" data-url="/control/subscriptions/${row.id}/${action}">${label}</button> `;
  const sync =
    [row.quota, row.activation].find((state) => state === 'Syncing') ??
    [row.quota, row.activation].find((state) => state !== 'InSync') ??
    'InSync';
  return html`<tr>
    <td>${row.name}<br /><code>${row.id}</code><br /><a href="/?vms=${row.id}">${row.vmCount} machines</a></td>
    <td>${row.owner}</td>
    <td>${row.plan}</td>
    <td>${badge(row.state)} ${badge(sync)}${row.error === null ? '' : html`<br /><small>${row.error}</small>`}</td>
    <td class="figures">
      <form data-method="POST" data-url="/control/subscriptions/${row.id}/use" data-numbers>
        ${figure('VMs', 'vmCount', row)}${figure('CPUs', 'cpuCount', row)}${figure('MB RAM', 'memoryMb', row)}${figure('GB disk', 'storageGb', row)}
        <button>Set use</button>
      </form>
    </td>
    <td>
      ${row.state === 'Active' ? post('suspend', 'Suspend') : ''}${row.state === 'Suspended' ? post('activate', 'Activate') : ''}<button
        data-method="POST"
        data-url="/control/subscriptions/${row.id}/delete"
        data-confirm="Delete ${row.name}?"
      >
        Delete
      </button>
    </td>
  </tr>`;
}

function figure(
  label: string,
  name: 'vmCount' | 'cpuCount' | 'memoryMb' | 'storageGb',
  { use, inUse, limits }: SubscriptionView,
): Html {
  const limit = limits === null ? '–' : (limits[name] ?? '∞');
  return html`<label
    >${label}
    <input name="${name}" type="number" min="0" value="${use[name]}" />
    ${inUse[name] > use[name] ? `+ ${inUse[name] - use[name]} ` : ''}/ ${limit}</label
  >`;
}

function planRow(plan: PlanView): Html {
  return html`<tr>
    <td>${plan.displayName}<br /><code>${plan.id}</code></td>
    <td>${badge(plan.state)}</td>
    <td>${plan.services.join(', ')}</td>
    <td>${plan.cloud ?? '–'}</td>
    <td>${plan.subscriptionCount}</td>
    <td class="figures">${plan.limits === null ? (plan.problem ?? '–') : limitsForm(plan.id, plan.limits)}</td>
  </tr>`;
}

function limitsForm(id: string, limits: Limits): Html {
  const field = (label: string, name: string, value: number | null): Html =>
    html`<label
      >${label} <input name="${name}" inputmode="numeric" pattern="[0-9]*" placeholder="∞" value="${value ?? ''}"
    /></label>`;
  return html`<form data-method="POST" data-url="/control/plans/${encodeURIComponent(id)}/limits">
    ${field('VMs', 'vms', limits.vmCount)}${field('CPUs', 'cpus', limits.cpuCount)}${field('MB RAM', 'memoryMb', limits.memoryMb)}${field('GB disk', 'storageGb', limits.storageGb)}
    <button>Set limits</button>
  </form>`;
}
