import type { Outgoing } from '../../../src/providers/wap/client/http/exchange.ts';
import type { World } from '../../../src/simulator/world/world.ts';
import type { Call } from '../recorder.ts';

/** What a request is about, in words that stay the same from run to run: `suspend subscription/acme`, `stop vm/web`. */
export function nameRequest(world: World, { method, path, body }: Outgoing): Call {
  const [address = ''] = path.split('?');
  const vm = /VirtualMachines\(ID=guid'([^']+)'/i.exec(address)?.[1];
  if (method === 'GET') return { door: 'read', name: address };
  const sent = readObject(body);
  if (vm !== undefined) {
    const operation = typeof sent['Operation'] === 'string' ? sent['Operation'].toLowerCase() : method;
    return { door: 'vm', name: `${method === 'DELETE' ? 'remove' : operation} vm/${world.vms.get(vm)?.name ?? vm}` };
  }
  const [kind = '', id, ...rest] = address
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const tail = rest.length === 0 ? '' : ` ${rest.join('/')}`;
  switch (kind) {
    case 'subscriptions': {
      const name = id === undefined ? sent['FriendlyName'] : (world.subscriptions.get(id)?.name ?? id);
      return { door: 'wap', name: `${verbOf(method, sent)} subscription/${String(name)}${tail}` };
    }
    case 'plans': {
      const name = id === undefined ? sent['DisplayName'] : (world.plans.get(id)?.displayName ?? id);
      return { door: 'wap', name: `${verbOf(method, sent)} hosting-plan/${String(name)}${tail}` };
    }
    case 'users':
      return { door: 'wap', name: `${verbOf(method, sent)} user/${id ?? String(sent['Name'])}${tail}` };
    default:
      return { door: 'wap', name: `${method} ${address}` };
  }
}

function verbOf(method: Outgoing['method'], sent: Readonly<Record<string, unknown>>): string {
  if (method === 'POST') return 'create';
  if (method === 'DELETE') return 'delete';
  const status = sent['Status'] ?? sent['State'];
  if (method === 'PATCH' && (status === 'Suspended' || status === 2)) return 'suspend';
  if (method === 'PATCH' && (status === 'Active' || status === 1)) return 'resume';
  return 'update';
}

function readObject(body: string | null): Readonly<Record<string, unknown>> {
  if (body === null || !body.startsWith('{')) return {};
  return JSON.parse(body) as Readonly<Record<string, unknown>>;
}
