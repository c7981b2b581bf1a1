import type { MailEvent } from '../../model/customer-mail.ts';

export const EVENTS = [
  'activated',
  'suspended',
  'resumed',
  'deletion-scheduled',
  'deleted',
] as const satisfies readonly MailEvent[];

/** What may stand between `{{` and `}}`, and in which section only: where that is not there, the value is not either. */
export const PLACEHOLDERS = {
  vdc: undefined,
  /** The owner's address where the spec gives no name. */
  customerName: undefined,
  login: undefined,
  password: 'newPassword',
  portal: 'portal',
  cpu: undefined,
  ram: undefined,
  disk: undefined,
  vms: undefined,
  deleteAt: 'deleteAt',
  from: undefined,
} as const satisfies Readonly<Record<string, string | undefined>>;

export type Placeholder = keyof typeof PLACEHOLDERS;

export const SECTIONS = [
  'newPassword',
  'knownPassword',
  'loginMadeElsewhere',
  'portal',
  'deleteAt',
  'customerName',
] as const;

export type Section = (typeof SECTIONS)[number];

export function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDERS, name);
}

export function isSection(name: string): name is Section {
  return (SECTIONS as readonly string[]).includes(name);
}
