import type { CustomerMail, LoginWay, MailEvent } from '../../src/model/customer-mail.ts';
import { secret } from '../../src/model/secret.ts';

/** What no text but the activated mail may hold. */
export const PASSWORD = 'S3cr3t-&-"Pa<ss>\'';
export const LOGIN = 'ops@tenants.corp.example';

export const WAYS: readonly LoginWay[] = [
  { kind: 'new-password', login: LOGIN, password: secret(PASSWORD) },
  { kind: 'known-password', login: LOGIN },
  { kind: 'made-elsewhere', login: LOGIN },
];

/** A mail with everything in it; `change` replaces members. */
export function customerMail(event: MailEvent = 'activated', change: Partial<CustomerMail> = {}): CustomerMail {
  return {
    event,
    to: 'ops@acme.example',
    customerName: 'Acme Operations',
    vdc: 'acme-prod',
    limits: { cpu: '16', ram: '64Gi', disk: '2Ti', vms: 'unlimited' },
    login: { kind: 'new-password', login: LOGIN, password: secret(PASSWORD) },
    deleteAtMs: Date.UTC(2026, 11, 1, 10, 4),
    key: '0b6f9c1e.activated.3',
    ...change,
  };
}
