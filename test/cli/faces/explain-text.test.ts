import { describe, expect, it } from 'vitest';
import { formatExplanation, formatExplanationJson } from '../../../src/cli/faces/explain-text.ts';
import type { Explanation } from '../../../src/cli/faces/explain-text.ts';
import { VDC_REASONS } from '../../../src/cli/faces/reasons.ts';
import { ACTING, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';
import { SHRINK_BLOCK, update } from '../../support/face-plans.ts';

const explained: Explanation = {
  name: 'blue-yonder',
  place: { file: 'specs/blue-yonder.yaml', line: 3 },
  rows: [
    { field: 'cpu', specLine: 9, desired: 16, observed: 8, verdict: 'differs' },
    { field: 'ram', specLine: 10, desired: '32Gi', observed: '64Gi', verdict: 'differs' },
    { field: 'vms', desired: 'unlimited', observed: 'unlimited', verdict: 'same' },
    { field: 'coAdmins', desired: null, observed: ['cto@acme.example'], verdict: 'left alone' },
  ],
  rules: [
    {
      reason: 'owned',
      text: 'The inventory knows it as subscription 6f0f4c1e-1c2d-5e3f-8a4b-5c6d7e8f9a0b, generation 1.',
    },
    { reason: 'spec-changed', text: VDC_REASONS['spec-changed'].sentence },
  ],
  actions: update('blue-yonder', []).actions,
  blocks: [SHRINK_BLOCK],
};

describe('vdc explain', () => {
  it('leads from spec line and observation over the rules to the next action', async () => {
    await expect(formatExplanation(explained, lookAt(80))).toMatchFileSnapshot('./snapshots/explain.txt');
    expect(withoutColours(formatExplanation(explained, colouredLook(80)))).toBe(
      formatExplanation(explained, lookAt(80)),
    );
  });

  it('says that nothing is next, or why nothing is done', () => {
    const quiet = { ...explained, actions: [], blocks: [] };
    expect(formatExplanation(quiet, lookAt(80))).toContain('Next\n    nothing: it is as declared\n');
    const paused = { ...quiet, paused: { reason: 'ticket 4711', by: 'jo' } };
    expect(formatExplanation(paused, lookAt(80))).toContain(
      'Next\n    Paused by jo: ticket 4711. Shown, not applied.\n',
    );
  });

  it('says so when no spec names it', () => {
    const { place: _, ...rest } = explained;
    expect(formatExplanation({ ...rest, rows: [] }, lookAt(80))).toMatch(/^blue-yonder {2}no spec names it\n\nWhy\n/u);
  });

  it('is whole in JSON', () => {
    expect(JSON.parse(formatExplanationJson(explained))).toEqual(explained);
  });

  it('gives nothing from outside to the terminal but text', () => {
    for (const hostile of HOSTILE) {
      const odd: Explanation = {
        ...explained,
        name: hostile,
        place: { file: hostile, line: 1 },
        rows: [{ field: hostile, desired: hostile, observed: [hostile], verdict: hostile }],
        rules: [{ reason: hostile, text: hostile }],
        blocks: [{ code: hostile, message: hostile, wayOut: hostile }],
      };
      expect(formatExplanation(odd, lookAt(80))).not.toMatch(ACTING);
    }
  });
});
