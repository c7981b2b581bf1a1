import type { AccountView } from '../directory/accounts-by-hand.ts';
import { badge } from './badge.ts';
import type { ControlContext } from './control-context.ts';
import { html, joinHtml, type Html } from './html.ts';
import { pageOf, readWish } from './list-view.ts';
import { pager } from './pager.ts';

/** The customers' accounts, with what makes drift by hand. No password is shown, only whether there is one. */
export function accountSection({ accountsByHand }: ControlContext, query: ReadonlyMap<string, string>): Html {
  const page = pageOf(
    accountsByHand.list(),
    readWish(query, 'a-', 15),
    ({ id, dn, upn }) => `${id} ${dn} ${upn}`,
    (account) => account,
  );
  return html`<section>
    <h2>Accounts <small>${page.total}</small></h2>
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>Login</th>
          <th>State</th>
          <th>Email</th>
          <th>By hand</th>
        </tr>
      </thead>
      <tbody>
        ${joinHtml(page.items.map(accountRow))}
      </tbody>
    </table>
    ${pager(query, 'a-', page)}
  </section>`;
}

function accountRow(account: AccountView): Html {
  const at = `/control/accounts/${account.id}`;
  const post = (action: string, label: string): Html =>
    html`<button data-method="POST" data-url="${at}/${action}">${label}</button> `;
  const move = account.isInTenantsOu ? 'former' : 'tenants';
  const notes = [account.hasPassword ? '' : 'no password', account.isInTenantsOu ? '' : 'moved away'].filter(
    (note) => note !== '',
  );
  return html`<tr>
    <td>
      ${account.displayName === '' ? account.samAccountName : account.displayName}<br /><code>${account.dn}</code>
    </td>
    <td>${account.upn}<br /><code>${account.samAccountName}</code></td>
    <td>
      ${badge(account.isEnabled ? 'Enabled' : 'Disabled')}${account.isLocked ? badge('Locked') : ''}${notes.length === 0 ? '' : html`<br /><small>${notes.join(', ')}</small>`}
    </td>
    <td>
      <form data-method="POST" data-url="${at}/email">
        <input name="email" type="email" value="${account.email}" /><button>Set</button>
      </form>
    </td>
    <td>
      ${account.isEnabled ? post('disable', 'Disable') : post('enable', 'Enable')}${account.isLocked ? post('unlock', 'Unlock') : ''}<button
        data-method="POST"
        data-url="${at}/move"
        data-body='{"to":"${move}"}'
      >
        ${account.isInTenantsOu ? 'Move away' : 'Move back'}
      </button>
      <button data-method="DELETE" data-url="${at}" data-confirm="Delete ${account.samAccountName}?">Delete</button>
    </td>
  </tr>`;
}
