import type { CustomerMail, LoginWay, MailEvent } from '../model/customer-mail.ts';
import { secret } from '../model/secret.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import { formatLimit } from '../planner/words.ts';

/** So that nobody takes it for one that works. */
const SAMPLE_PASSWORD = 'example-password';

export interface SampleWish {
  readonly event: MailEvent;
  /** Its values instead of made-up ones. */
  readonly vdc?: DesiredVdc;
  readonly way: LoginWay['kind'];
  /** What stands behind the @ of a login in the directory. */
  readonly upnSuffix?: string;
  readonly nowMs: number;
}

/** A mail that nobody will get. Its password is no password, its login the owner's address or one made up. */
export function sampleMail({ event, vdc, way, upnSuffix, nowMs }: SampleWish): CustomerMail {
  const { owner, limits, units, name } = vdc ?? SAMPLE;
  const login = upnSuffix === undefined ? owner.email : `${owner.email.split('@', 1)[0]}@${upnSuffix}`;
  const graceMs = vdc?.deletion.graceMs ?? 72 * 3_600_000;
  return {
    event,
    to: owner.email,
    ...(owner.name !== undefined && { customerName: owner.name }),
    vdc: name,
    limits: {
      cpu: String(formatLimit('cpu', limits.cpu, units)),
      ram: String(formatLimit('ramMib', limits.ramMib, units)),
      disk: String(formatLimit('diskGib', limits.diskGib, units)),
      vms: String(formatLimit('vms', limits.vms, units)),
    },
    login: way === 'new-password' ? { kind: way, login, password: secret(SAMPLE_PASSWORD) } : { kind: way, login },
    ...(event === 'deletion-scheduled' && { deleteAtMs: nowMs + graceMs }),
    key: `sample.${event}.${name}`,
  };
}

const SAMPLE: Pick<DesiredVdc, 'name' | 'owner' | 'limits' | 'units'> = {
  name: 'acme-prod',
  owner: { email: 'ops@acme.example', name: 'Acme Operations' },
  limits: { cpu: 16, ramMib: 64 * 1024, diskGib: 2048, vms: 20 },
  units: { ram: 'Gi', disk: 'Ti' },
};
