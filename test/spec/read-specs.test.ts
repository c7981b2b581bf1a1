import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { desiredOf, snapshotOf, someDefaults, specText } from '../support/spec-texts.ts';
import { readSpecs } from '../../src/spec/read-specs.ts';

const HOUR = 3_600_000;

describe('reading specs', () => {
  it('reads every field of a spec into the units of the model', () => {
    const text = `# a comment above
apiVersion: vdc/v1
kind: VirtualDataCenter
metadata:
  name: acme-prod
  labels: { customer: acme, stage: "1" }
spec:
  owner: { email: ops@acme.example, name: Acme Operations }
  cpu: 16
  ram: 1.5Gi
  disk: 2Ti
  vms: 20
  state: suspended
  onSuspend: save
  onResume: all
  coAdmins: [cto@acme.example]
  hostingPlan: large
  subscriptionId: 6F0F4C1E-3b1a-4f2e-9a53-0c0f5b1e2d11
  deletion: { policy: retain, grace: 7d }
  paused: { reason: ticket 4711, by: jo, until: 2026-12-01T02:00+02:00 }
  protect: true
`;
    const desired = desiredOf({ 'specs/acme.yaml': text });
    expect(desired).toEqual({
      revision: 'sha256:test',
      isComplete: true,
      problems: [],
      unreadableNames: [],
      vdcs: [
        {
          name: 'acme-prod',
          labels: { customer: 'acme', stage: '1' },
          owner: { email: 'ops@acme.example', name: 'Acme Operations' },
          limits: { cpu: 16, ramMib: 1536, diskGib: 2048, vms: 20 },
          units: { ram: 'Gi', disk: 'Ti' },
          state: 'suspended',
          onSuspend: 'save',
          onResume: 'all',
          coAdmins: ['cto@acme.example'],
          hostingPlan: 'large',
          subscriptionId: '6f0f4c1e-3b1a-4f2e-9a53-0c0f5b1e2d11',
          deletion: { policy: 'retain', graceMs: 168 * HOUR },
          paused: { reason: 'ticket 4711', by: 'jo', untilMs: Date.UTC(2026, 11, 1) },
          protect: true,
          place: { file: 'specs/acme.yaml', line: 2 },
        },
      ],
    });
  });

  it('fills in what a spec does not say from the settings', () => {
    const text = specText('acme', { deletion: '{ grace: 0s }', paused: 'false', cpu: 'unlimited', ram: 'unlimited' });
    const [vdc] = desiredOf({ 'a.yaml': text }, { ...someDefaults, onSuspend: 'stop', onResume: 'none', vms: 5 }).vdcs;
    expect(vdc).toMatchObject({
      labels: {},
      limits: { cpu: 'unlimited', ramMib: 'unlimited', vms: 5 },
      state: 'active',
      onSuspend: 'stop',
      onResume: 'none',
      hostingPlan: 'standard',
      deletion: { policy: 'delete', graceMs: 0 },
      protect: false,
    });
    expect(Object.keys(vdc ?? {})).not.toContain('coAdmins');
    expect(Object.keys(vdc ?? {})).not.toContain('paused');
  });

  it('tells an empty list of co-administrators from none', () => {
    expect(desiredOf({ 'a.yaml': specText('acme', { coAdmins: '[]' }) }).vdcs[0]?.coAdmins).toEqual([]);
  });

  it('reads a bare pause as one that nobody explained', () => {
    const [vdc] = desiredOf({ 'a.yaml': specText('acme', { paused: 'true' }) }).vdcs;
    expect(vdc?.paused).toEqual({ reason: 'no reason given', by: 'the spec' });
  });

  it('reads several documents of a file, with CRLF and a byte order mark, in the order of their names', () => {
    const text = `\uFEFF---\n${specText('b')}---\n# nothing here\n---\n${specText('a')}...\n`.replaceAll('\n', '\r\n');
    const desired = desiredOf({ 'x.yaml': text });
    expect(desired.vdcs.map(({ name, place }) => [name, place.line])).toEqual([
      ['a', 14],
      ['b', 2],
    ]);
    expect(desired.problems).toEqual([]);
  });

  it('has nothing against files in which nothing stands', () => {
    const desired = desiredOf({
      'a.yaml': '',
      'b.yaml': '# only a comment\n',
      'c.yaml': '---\n---\n',
      'd.yaml': '\n\n',
    });
    expect(desired).toMatchObject({ vdcs: [], isComplete: true, problems: [] });
  });

  it('follows aliases where they stay small', () => {
    const text = specText('acme', { owner: '&owner { email: a@acme.example }', coAdmins: '[&one b@acme.example]' });
    expect(desiredOf({ 'a.yaml': text }).vdcs[0]?.owner.email).toBe('a@acme.example');
    const aliased = text.replace('ram: 64Gi', 'ram: &size 2Ti').replace('disk: 2Ti', 'disk: *size');
    expect(desiredOf({ 'a.yaml': aliased }).vdcs[0]?.limits).toMatchObject({ ramMib: 2 * 1024 * 1024, diskGib: 2048 });
  });

  it('reads the specs that come with the program', () => {
    const names = ['acme-prod', 'globex-dev', 'initech-web'];
    const files = Object.fromEntries(names.map((name) => [`specs/${name}.yaml`, readFileSync(`specs/${name}.yaml`)]));
    const desired = desiredOf(files);
    expect(desired.problems).toEqual([]);
    expect(desired.vdcs.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'acme-prod active',
      'globex-dev suspended',
      'initech-archive active',
      'initech-web active',
      'initech-web-staging active',
    ]);
  });

  it('says nothing about hosting plans where there are no settings', () => {
    const snapshot = snapshotOf({ 'a.yaml': specText('acme', { hostingPlan: 'elsewhere' }) });
    expect(readSpecs({ snapshot }).desired).toMatchObject({ problems: [], vdcs: [{ hostingPlan: 'elsewhere' }] });
  });
});

describe('a snapshot with something that cannot be read', () => {
  it('is incomplete, names the VDC, and keeps the others', () => {
    const desired = desiredOf({
      'a.yaml': specText('good'),
      'b.yaml': specText('bad', { ram: '64GB' }),
      'c.yaml': 'metadata: { name: worse }\nfoo: bar: baz\n',
    });
    expect(desired).toMatchObject({ isComplete: false, unreadableNames: ['bad', 'worse'], vdcs: [{ name: 'good' }] });
  });

  it('is incomplete when a file could not be read at all', () => {
    const snapshot = snapshotOf({ 'a.yaml': specText('good') });
    const files = [...snapshot.files, { path: 'b.yaml', unreadable: 'EACCES' }];
    const { desired } = readSpecs({ snapshot: { ...snapshot, files }, hostingPlanNames: ['standard'] });
    expect(desired).toMatchObject({ isComplete: false, vdcs: [{ name: 'good' }] });
    expect(desired.problems).toMatchObject([{ code: 'FILE_UNREADABLE', file: 'b.yaml', line: 1, column: 1 }]);
  });
});
