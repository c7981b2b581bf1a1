/** What a daemon says of itself on the wire, at rest; `over` changes members. */
export function toldStatus(over: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    version: '0.1.0',
    installation: '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11',
    role: 'leader',
    mode: 'enforce',
    startedAt: '2026-11-24T07:00:00.000Z',
    leader: 'ops1/4711',
    lastPass: {
      startedAt: '2026-11-24T10:03:59.000Z',
      tookMs: 1234,
      revision: 'git:4f9c21d8e0aa7d6c5b4a39281706f5e4d3c2b1a0',
      trigger: 'edit',
      result: 'done',
      summary: { update: 1, unchanged: 7 },
    },
    lastGoodPassAt: '2026-11-24T10:04:00.000Z',
    nextPassAt: '2026-11-24T10:08:11.000Z',
    queued: 0,
    working: [],
    circuits: [{ name: 'wap', isOpen: false, failures: 0 }],
    fights: [],
    ...over,
  };
}

export const FINGERPRINT = `sha256:${'4f9c21d8'.repeat(8)}`;

/** The plan that it refuses, as it tells it. */
export function toldRefusal(isApprovable = true): unknown {
  return {
    fingerprint: FINGERPRINT,
    summary: { create: 0, delete: 7, unchanged: 2, blocked: 0 },
    unsafe: [
      {
        code: isApprovable ? 'PLAN_TOO_MANY_DELETES' : 'OBSERVE_MISSING_IN_BULK',
        message: 'This plan retires or deletes 7 of 9 VDCs; without approval the limit is 3 (safety.maxDeletes).',
        isApprovable,
      },
    ],
  };
}

/** What it knows of one VDC. */
export function toldVdc(over: Readonly<Record<string, unknown>> = {}) {
  return {
    name: 'acme-prod',
    at: '2026-11-24T10:03:59.000Z',
    since: '2026-11-21T10:04:11.000Z',
    revision: 'git:4f9c21d8e0aa',
    appliedRevision: 'git:4f9c21d8e0aa',
    ready: 'ready',
    message: 'as declared',
    observed: { state: 'active', cpu: 16 },
    nextLookAt: '2026-11-24T10:08:11.000Z',
    ...over,
  };
}
