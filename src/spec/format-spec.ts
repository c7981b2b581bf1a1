import { stringify } from 'yaml';
import type { DesiredVdc, Limit } from '../model/virtual-data-center.ts';
import { formatDuration } from '../yaml/kinds/duration.ts';
import { DISK, formatQuantity, RAM, type QuantityKind } from './kinds/quantity.ts';

/** What is to stand in the document; what is left out stays with the defaults of the settings. */
export type SpecToWrite = Pick<DesiredVdc, 'name' | 'owner' | 'limits'> &
  Partial<
    Pick<
      DesiredVdc,
      | 'labels'
      | 'state'
      | 'onSuspend'
      | 'onResume'
      | 'coAdmins'
      | 'hostingPlan'
      | 'subscriptionId'
      | 'deletion'
      | 'protect'
    >
  >;

export interface SpecStyle {
  /** Relative to the folder of the file: where editors find the schema. */
  readonly schemaPath?: string;
  /** Each line says what it is for, and what is optional stands there as a comment: for somebody's first spec. */
  readonly isExplained: boolean;
}

/** What `vdc init` begins with. */
const FIRST_SPEC: SpecToWrite = {
  name: 'example',
  owner: { email: 'ops@acme.example', name: 'Acme Operations' },
  limits: { cpu: 4, ramMib: 8192, diskGib: 100, vms: 10 },
};

/** A document that `readSpecs` reads back as the same VDC; by default an explained first one. Ends with a newline. */
export function formatSpec(spec: SpecToWrite = FIRST_SPEC, style: SpecStyle = { isExplained: true }): string {
  const line = (indent: number, key: string, value: string, comment: string): string => {
    const written = `${' '.repeat(indent)}${key}:${value === '' ? '' : ` ${value}`}`;
    return style.isExplained && comment !== '' ? `${written.padEnd(33)} # ${comment}` : written;
  };
  const lines = [
    ...(style.schemaPath === undefined ? [] : [`# yaml-language-server: $schema=${style.schemaPath}`]),
    'apiVersion: vdc/v1',
    'kind: VirtualDataCenter',
    'metadata:',
    line(2, 'name', scalar(spec.name), 'identity: a new name is a new VDC'),
    ...formatLabels(spec.labels),
    'spec:',
    line(2, 'owner', '', ''),
    line(4, 'email', scalar(spec.owner.email), 'where the credentials go'),
    ...(spec.owner.name === undefined
      ? []
      : [line(4, 'name', scalar(spec.owner.name), 'how mails address the customer')]),
    line(2, 'cpu', String(spec.limits.cpu), 'virtual CPUs, or unlimited'),
    line(2, 'ram', size(spec.limits.ramMib, RAM), 'Mi, Gi or Ti, or unlimited'),
    line(2, 'disk', size(spec.limits.diskGib, DISK), 'Gi or Ti, or unlimited'),
    line(2, 'vms', String(spec.limits.vms), 'how many VMs, or unlimited'),
    ...formatBehaviour(spec, line),
    ...(style.isExplained ? offers(spec) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function formatBehaviour(
  spec: SpecToWrite,
  line: (indent: number, key: string, value: string, comment: string) => string,
): readonly string[] {
  const { state, onSuspend, onResume, coAdmins, hostingPlan, subscriptionId, deletion, protect } = spec;
  return [
    ...(state ? [line(2, 'state', state, 'active, or suspended')] : []),
    ...(onSuspend
      ? [line(2, 'onSuspend', onSuspend, 'none, shutdown, stop, save or pause: what happens to its VMs')]
      : []),
    ...(onResume ? [line(2, 'onResume', onResume, 'previous, all or none: which VMs are started again')] : []),
    ...(coAdmins ? [line(2, 'coAdmins', list(coAdmins), 'who may manage it beside the owner')] : []),
    ...(hostingPlan ? [line(2, 'hostingPlan', scalar(hostingPlan), 'a template of the settings')] : []),
    ...(subscriptionId ? [line(2, 'subscriptionId', scalar(subscriptionId), 'adopted from this subscription')] : []),
    ...(deletion
      ? [
          line(2, 'deletion', '', 'when this document disappears'),
          line(4, 'policy', deletion.policy, 'delete, suspend or retain'),
          line(4, 'grace', formatDuration(deletion.graceMs), 'suspended this long before it is deleted'),
        ]
      : []),
    ...(protect === undefined ? [] : [line(2, 'protect', String(protect), 'never deleted or retired while true')]),
  ];
}

/** What a first spec could say besides, ready to be uncommented. */
function offers(spec: SpecToWrite): readonly string[] {
  const all = {
    state: 'state: suspended',
    onSuspend: 'onSuspend: shutdown         # none, shutdown, stop, save or pause',
    onResume: 'onResume: previous          # previous, all or none',
    coAdmins: 'coAdmins: [cto@acme.example]',
    hostingPlan: 'hostingPlan: standard       # a template of the settings',
    deletion: 'deletion: { policy: delete, grace: 72h }',
    protect: 'protect: true',
  } as const;
  const open = Object.entries(all).filter(([key]) => !Object.hasOwn(spec, key));
  return [
    ...(open.length === 0 ? [] : ['  # Optional:']),
    ...open.map(([, text]) => `  # ${text}`),
    '  # paused: { reason: "ticket 4711", by: jo, until: 2027-01-01T00:00Z }',
  ];
}

function formatLabels(labels: DesiredVdc['labels'] | undefined): readonly string[] {
  const entries = Object.entries(labels ?? {});
  if (entries.length === 0) return [];
  return ['  labels:', ...entries.map(([key, value]) => `    ${scalar(key)}: ${scalar(value)}`)];
}

function size(limit: Limit, kind: QuantityKind): string {
  return limit === 'unlimited' ? limit : formatQuantity(limit, kind);
}

function list(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
}

/** One line, in quotes where YAML would otherwise read something else. Only the line break goes: other spaces are the text's own. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, blockQuote: false, version: '1.2' }).replace(/\n$/, '');
}
