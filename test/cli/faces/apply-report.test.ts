import { describe, expect, it } from 'vitest';
import { formatApplyReport } from '../../../src/cli/faces/apply-report.ts';
import { textWidth } from '../../../src/cli/faces/text-width.ts';
import type { VdcReport } from '../../../src/executor/apply-report.ts';
import type { Outcome } from '../../../src/model/outcome.ts';
import type { Plan, PlannedVdc } from '../../../src/model/plan.ts';
import { ACTING, asciiLook, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';
import { fullPlan } from '../../support/face-plan-samples.ts';
import { buildPlan, creation, switching, update } from '../../support/face-plans.ts';

const refused: Outcome = {
  kind: 'failed',
  code: 'WAP_REFUSED',
  message: 'WAP refused the new limits: the cloud has no capacity left for 4Ti. Free some, or write less.',
};
const lost: Outcome = {
  kind: 'failed',
  code: 'WAP_ANSWER_LOST',
  message: 'WAP took the request, and its answer did not come.',
  isUncertain: true,
};
const waiting: Outcome = { kind: 'waiting', message: 'WAP still hands the hosting plan to its clouds.' };
const skippedAfter: Outcome = {
  kind: 'skipped',
  code: 'PREVIOUS_ACTION_FAILED',
  message: 'One before it was not done.',
};
const moved: Outcome = { kind: 'skipped', code: 'WORLD_MOVED', message: 'The subscription was active already.' };

/** A report in which the VDC's actions came to these outcomes, and all others were done. */
function reportOf(vdc: PlannedVdc, outcomes: readonly Outcome[] = []): VdcReport {
  const results = vdc.actions.map((action, index) => ({
    action,
    outcome: outcomes[index] ?? { kind: 'done' as const },
    ms: 10,
  }));
  return { name: vdc.name, verb: vdc.verb, results };
}

function reportsOf(plan: Plan, outcomes: Readonly<Record<string, readonly Outcome[]>>): readonly VdcReport[] {
  return plan.vdcs.filter((vdc) => vdc.actions.length > 0).map((vdc) => reportOf(vdc, outcomes[vdc.name]));
}

const mixed = reportsOf(fullPlan(), {
  contoso: [refused],
  tailspin: [lost],
  'acme-test': [{ kind: 'done' }, waiting, skippedAfter],
  northwind: [moved],
  'city-power': [{ kind: 'done', warning: 'Two disks were left in the library.' }],
});

describe('the report of an apply', () => {
  it('says of each VDC that is not done what, why and what to do next', async () => {
    const text = formatApplyReport(fullPlan(), { vdcs: mixed, tookMs: 83_400 }, lookAt(80));
    await expect(text).toMatchFileSnapshot('./snapshots/apply-report.txt');
  });

  it('is two words and a time when all went well', () => {
    const plan = buildPlan([creation('acme')], { unchanged: 7 });
    const text = formatApplyReport(plan, { vdcs: reportsOf(plan, {}), tookMs: 3200 }, lookAt(80));
    expect(text).toBe('Applied: 1 done, 7 unchanged. It took 3.2s.\n');
  });

  it('blames the action that went wrong, not those that were skipped after it', () => {
    const plan = buildPlan([creation('acme')]);
    const vdcs = [reportOf(creation('acme'), [refused, skippedAfter, skippedAfter])];
    const text = formatApplyReport(plan, { vdcs, tookMs: 1000 }, lookAt(80));
    expect(text).toContain('✗ 1 VDC failed\n  acme  create user/ops@acme.example\n');
    expect(text).not.toContain('skipped');
    expect(text).toContain('Applied: 0 done, 1 failed.');
  });

  it('does not tell three hundred times that WAP is down, but names whom it struck', () => {
    const plan = buildPlan(Array.from({ length: 300 }, (_, index) => switching(`vdc-${index}`, 'suspend')));
    const down: Outcome = { kind: 'failed', code: 'WAP_UNREACHABLE', message: 'WAP does not answer.' };
    const vdcs = plan.vdcs.map((vdc) => reportOf(vdc, [down]));
    const text = formatApplyReport(plan, { vdcs, tookMs: 45_000 }, lookAt(80));
    expect(text.match(/WAP does not answer/gu)).toHaveLength(3);
    expect(text).toContain('and 297 more with WAP_UNREACHABLE: vdc-3, vdc-4');
    expect(text.split('\n').length).toBeLessThan(25);
  });

  it('tells that an ending could not be written down', () => {
    const plan = buildPlan([update('acme', [])]);
    const unrecorded = { code: 'STATE_FAILED', message: 'The database is locked.' };
    const vdcs = [{ ...reportOf(update('acme', [])), unrecorded }];
    const text = formatApplyReport(plan, { vdcs, tookMs: 100 }, lookAt(120));
    expect(text).toContain('✗ acme  how it ended could not be written down: The database is locked.  STATE_FAILED');
    expect(text).toContain('Next: mend the state store');
  });

  it('says that it was stopped', () => {
    const text = formatApplyReport(buildPlan([]), { vdcs: [], tookMs: 100, aborted: true }, lookAt(120));
    expect(text).toContain('Stopped before its end.');
  });

  it('says the same with colours, stays in 80 columns, and can do with ASCII', () => {
    const applied = { vdcs: mixed, tookMs: 83_400 };
    const plain = formatApplyReport(fullPlan(), applied, lookAt(80));
    expect(withoutColours(formatApplyReport(fullPlan(), applied, colouredLook(80)))).toBe(plain);
    expect(plain.split('\n').filter((line) => textWidth(line) > 80)).toEqual([]);
    expect(formatApplyReport(fullPlan(), applied, asciiLook(80))).not.toMatch(/[^\n -~]/u);
  });

  it('gives nothing from outside to the terminal but text', () => {
    for (const hostile of HOSTILE) {
      const vdc = { ...creation(hostile), blocks: [{ code: hostile, message: hostile, wayOut: hostile }] };
      const outcomes: readonly Outcome[] = [
        { kind: 'failed', code: hostile, message: hostile },
        { kind: 'waiting', message: hostile },
        { kind: 'done', warning: hostile },
      ];
      for (const outcome of outcomes) {
        const vdcs = [{ ...reportOf(vdc, [outcome]), unrecorded: { code: hostile, message: hostile } }];
        expect(formatApplyReport(buildPlan([vdc]), { vdcs, tookMs: 1 }, lookAt(80))).not.toMatch(ACTING);
      }
    }
  });
});
