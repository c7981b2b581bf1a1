import { describe, expect, it } from 'vitest';
import { codesOf, desiredOf, onlyProblem, pointedAt, specText } from '../support/spec-texts.ts';

/** What one changed line of a spec leads to: its code, what the caret points at, what is suggested. */
const lines: readonly (readonly [
  lines: Record<string, string>,
  code: string,
  at: string,
  suggestion: RegExp | undefined,
])[] = [
  [{ ram: '64GB' }, 'INVALID_QUANTITY', '64GB', /^Write 64Gi\.$/],
  [{ ram: '64 GiB' }, 'INVALID_QUANTITY', '64 GiB', /^Write 64Gi\.$/],
  [{ ram: '64g' }, 'INVALID_QUANTITY', '64g', /^Write 64Gi\.$/],
  [{ ram: '65536M' }, 'INVALID_QUANTITY', '65536M', /^Write 65536Mi\.$/],
  [{ ram: '64' }, 'INVALID_QUANTITY', '64', /^Write 64Gi\.$/],
  [{ ram: 'unlimitted' }, 'INVALID_QUANTITY', 'unlimitted', /^Write unlimited\.$/],
  [{ ram: '0.5Mi' }, 'INVALID_QUANTITY', '0.5Mi', undefined],
  [{ ram: '0Gi' }, 'INVALID_QUANTITY', '0Gi', /at least 1/],
  [{ ram: '-1Gi' }, 'INVALID_QUANTITY', '-1Gi', undefined],
  [{ ram: '[64Gi]' }, 'INVALID_QUANTITY', '[', undefined],
  [{ ram: '4097Ti' }, 'LIMIT_TOO_LARGE', '4097Ti', /unlimited/],
  [{ disk: '512000Mi' }, 'INVALID_QUANTITY', '512000Mi', /^Write 500Gi\.$/],
  [{ disk: '1.3Ti' }, 'INVALID_QUANTITY', '1.3Ti', undefined],
  [{ disk: '9999999999Ti' }, 'LIMIT_TOO_LARGE', '9999999999Ti', /unlimited/],
  [{ cpu: '0' }, 'INVALID_COUNT', '0', undefined],
  [{ cpu: '1.5' }, 'INVALID_COUNT', '1.5', undefined],
  [{ cpu: '"16"' }, 'INVALID_COUNT', '"16"', /^Write 16, without quotes\.$/],
  [{ cpu: 'unlimted' }, 'INVALID_COUNT', 'unlimted', /^Write unlimited\.$/],
  [{ cpu: '4294967296' }, 'LIMIT_TOO_LARGE', '4294967296', /unlimited/],
  [{ vms: '12345678901234567890' }, 'YAML_NUMBER_TOO_LARGE', '12345678901234567890', /smaller/],
  [{ vms: '.inf' }, 'YAML_NUMBER_TOO_LARGE', '.inf', /smaller/],
  [{ vms: '' }, 'MISSING_VALUE', 'vms', /remove the line/],
  [{ state: 'suspend' }, 'UNKNOWN_VALUE', 'suspend', /^Did you mean suspended\?$/],
  [{ stat: 'active' }, 'UNKNOWN_FIELD', 'stat', /^Did you mean "state"\?$/],
  [{ name: 'x' }, 'UNKNOWN_FIELD', 'name', undefined],
  [{ policy: 'delete' }, 'UNKNOWN_FIELD', 'policy', /^It belongs in spec\.deletion\.$/],
  [{ '<<': '{ cpu: 4 }' }, 'UNKNOWN_FIELD', '<<', /Merge keys/],
  [{ onSuspend: 'shutdwn' }, 'UNKNOWN_VALUE', 'shutdwn', /^Did you mean shutdown\?$/],
  [{ protect: 'yes' }, 'WRONG_TYPE', 'yes', /^Write true\.$/],
  [{ protect: '1' }, 'WRONG_TYPE', '1', undefined],
  [{ owner: 'ops@acme.example' }, 'WRONG_TYPE', 'ops@acme.example', undefined],
  [{ owner: '{ email: ops }' }, 'INVALID_EMAIL', 'ops', undefined],
  [{ owner: '{ email: Jo <jo@acme.example> }' }, 'INVALID_EMAIL', 'Jo <jo@acme.example>', /^Write jo@acme\.example\.$/],
  [{ owner: '{ name: Jo }' }, 'MISSING_FIELD', 'owner', /`email: ops@acme\.example`/],
  [{ owner: '{ emial: ops@acme.example }' }, 'UNKNOWN_FIELD', 'emial', /^Did you mean "email"\?$/],
  [{ coAdmins: 'cto@acme.example' }, 'WRONG_TYPE', 'cto@acme.example', /^Write a list: \[cto@acme\.example\]\.$/],
  [{ coAdmins: '[a@b.example, 5]' }, 'INVALID_EMAIL', '5', undefined],
  [{ coAdmins: '[a@b.example, A@B.example]' }, 'DUPLICATE_CO_ADMIN', 'A@B.example', /Remove/],
  [{ coAdmins: '[{ email: a@b.example }]' }, 'INVALID_EMAIL', '{', undefined],
  [{ hostingPlan: 'standrad' }, 'UNKNOWN_HOSTING_PLAN', 'standrad', /^Did you mean "standard"\?$/],
  [{ hostingPlan: '5' }, 'INVALID_HOSTING_PLAN_NAME', '5', undefined],
  [
    { subscriptionId: '6f0f4c1e3b1a4f2e9a530c0f5b1e2d11' },
    'INVALID_UUID',
    '6f0f4c1e3b1a4f2e9a530c0f5b1e2d11',
    /6f0f4c1e-3b1a-/,
  ],
  [{ deletion: '{ grace: 3 days }' }, 'INVALID_DURATION', '3 days', /^Write 72h\.$/],
  [{ deletion: '{ grace: 0 }' }, 'INVALID_DURATION', '0', /^Write 0s\.$/],
  [{ deletion: '{ grace: 72 }' }, 'INVALID_DURATION', '72', /72h, if hours/],
  [{ deletion: '{ grace: 1h30m }' }, 'INVALID_DURATION', '1h30m', /^Write 90m\.$/],
  [{ deletion: '{ grace: 4000d }' }, 'INVALID_DURATION', '4000d', undefined],
  [{ deletion: '{ policy: keep }' }, 'UNKNOWN_VALUE', 'keep', undefined],
  [{ paused: '{ until: 2026-02-30T00:00Z }' }, 'INVALID_DATE', '2026-02-30T00:00Z', undefined],
  [{ paused: '{ until: 2026-12-01 }' }, 'INVALID_DATE', '2026-12-01', /2026-12-01T00:00Z/],
  [{ paused: '{ until: 2026-12-01T00:00 }' }, 'INVALID_DATE', '2026-12-01T00:00', /if UTC is meant/],
  [{ paused: 'soon' }, 'WRONG_TYPE', 'soon', undefined],
  [{ paused: '{}' }, 'TOO_FEW_ENTRIES', '{', undefined],
  [{ cpu: '16 # one\n  cpu: 17' }, 'YAML_DUPLICATE_KEY', 'cpu', /Remove/],
  [{ ['__proto__']: '{ cpu: 4 }' }, 'YAML_RESERVED_KEY', '__proto__', undefined],
  [{ constructor: '1' }, 'YAML_RESERVED_KEY', 'constructor', undefined],
  [{ cpu: '!custom 16' }, 'YAML_UNKNOWN_TAG', '!custom', /quotes/],
  [{ cpu: '!!binary MTY=' }, 'YAML_UNKNOWN_TAG', '!!binary', /quotes/],
  [{ cpu: '*nowhere' }, 'YAML_UNKNOWN_ALIAS', '*nowhere', /quotes/],
  [{ '? [a, b]\n  ': 'x' }, 'YAML_KEY_NOT_TEXT', '[', undefined],
];

describe('a line of a spec', () => {
  for (const [changed, code, at, suggestion] of lines) {
    it(`${JSON.stringify(changed)} is ${code} at ${at}`, () => {
      const desired = desiredOf({ 'specs/a.yaml': specText('acme', changed) });
      const problem = desired.problems.find((one) => one.code === code);
      expect(desired.problems.map((one) => one.code)).toEqual([code]);
      expect(problem && pointedAt(problem)).toBe(at);
      expect(problem?.suggestion ?? '').toMatch(suggestion ?? /^/);
      expect(desired).toMatchObject({ vdcs: [], unreadableNames: ['acme'], isComplete: false });
    });
  }
});

describe('problems of a document', () => {
  it('are all told in one run, each at its line and column', () => {
    const text = `apiVersion: vdc/v1
kind: VirtualDataCenter
metadata: { name: Acme_Prod, lables: {} }
spec:
  cpu: many
  ram: 64GB
  deletion:
    grace: soon
    policy: delete
  paused: { by: 5 }
`;
    expect(codesOf(text)).toEqual([
      '3:19 INVALID_NAME',
      '3:30 UNKNOWN_FIELD',
      '4:1 MISSING_FIELD',
      '4:1 MISSING_FIELD',
      '5:8 INVALID_COUNT',
      '6:8 INVALID_QUANTITY',
      '8:12 INVALID_DURATION',
      '10:17 WRONG_TYPE',
    ]);
  });

  it('say which fields are missing at the top as well', () => {
    expect(codesOf('kind: VirtualDataCenter\n')).toEqual([
      '1:1 MISSING_FIELD',
      '1:1 MISSING_FIELD',
      '1:1 MISSING_FIELD',
    ]);
  });

  it('show the offending line and say what to write instead', () => {
    const problem = onlyProblem(desiredOf({ 'specs/a.yaml': specText('acme', { hostingPlan: 'standrad' }) }).problems);
    expect(problem).toEqual({
      code: 'UNKNOWN_HOSTING_PLAN',
      severity: 'error',
      file: 'specs/a.yaml',
      line: 10,
      column: 16,
      message: 'The settings have no hosting plan "standrad", so the VDC has nothing to be cut from.',
      suggestion: 'Did you mean "standard"?',
      excerpt: { text: '  hostingPlan: standrad', length: 8 },
    });
  });

  it('ask for a hosting plan where neither spec nor settings name one', () => {
    const { hostingPlan: _, ...without } = {
      hostingPlan: 'standard',
      onSuspend: 'stop',
      onResume: 'all',
      deletion: { policy: 'delete', graceMs: 0 },
      vms: 'unlimited',
    } as const;
    expect(onlyProblem(desiredOf({ 'a.yaml': specText('acme') }, without).problems)).toMatchObject({
      code: 'HOSTING_PLAN_MISSING',
      line: 4,
    });
  });

  it.each([
    ['Acme_Prod', 'Write acme-prod.'],
    ['acme.prod', 'Write acme-prod.'],
    ['-acme', 'Write acme.'],
    ['4711', 'Write "4711".'],
    ['a'.repeat(64), `Write ${'a'.repeat(63)}.`],
    ['ünlü', undefined],
  ])('refuse the name %s', (name, suggestion) => {
    const problem = onlyProblem(desiredOf({ 'a.yaml': specText(name) }).problems);
    expect([problem.code, problem.suggestion]).toEqual(['INVALID_NAME', suggestion]);
  });

  it.each(['a', '4711a', 'a-b', 'a'.repeat(63)])('accept the name %s', (name) => {
    expect(desiredOf({ 'a.yaml': specText(name) }).problems).toEqual([]);
  });

  it('hide a line that may hold a secret', () => {
    const text = specText('acme', { password: 'hunter2', owner: '{ email: x, password: hunter2 }' });
    const { problems } = desiredOf({ 'a.yaml': text });
    expect(problems.length).toBeGreaterThan(1);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});

describe('documents that are something else', () => {
  it.each([
    ['kind: Deployment\napiVersion: apps/v1\nfoo: 1\n', ['1:7 WRONG_KIND', '2:13 WRONG_API_VERSION']],
    ['kind: Controller\napiVersion: vdc/v1\nwap: {}\n', ['1:7 WRONG_KIND']],
    ['- a\n- b\n', ['1:1 WRONG_TYPE']],
    ['just a text\n', ['1:1 WRONG_TYPE']],
    ['42\n', ['1:1 WRONG_TYPE']],
  ])('%j is told once', (text, codes) => {
    expect([...codesOf(text)].sort()).toEqual([...codes].sort());
  });

  it('are looked into when only the kind is mistyped', () => {
    const text = specText('acme', { ram: '64GB' }).replace('VirtualDataCenter', 'VirtualDatacentre');
    expect(codesOf(text)).toEqual(['2:7 WRONG_KIND', '8:8 INVALID_QUANTITY']);
  });

  it('of another version are read by no guess', () => {
    expect(codesOf(specText('acme').replace('vdc/v1', 'vdc/v2'))).toEqual(['1:13 WRONG_API_VERSION']);
  });
});
