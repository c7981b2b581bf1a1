import { describe, expect, it } from 'vitest';
import { countEnded, noteProgress, rateOf, remainingMs, startProgress } from '../../../src/cli/faces/apply-progress.ts';
import { plainProgress, plainTally } from '../../../src/cli/faces/plain-progress.ts';
import { failureLines, progressLines } from '../../../src/cli/faces/progress-lines.ts';
import { textWidth } from '../../../src/cli/faces/text-width.ts';
import { ACTING, asciiLook, colouredLook, HOSTILE, lookAt, withoutColours } from '../../support/face-looks.ts';
import { tellStory } from '../../support/face-progress.ts';

describe('progress on a terminal', () => {
  it('shows how far the apply is, how fast, what failed, and what is at work for how long', () => {
    const story = tellStory(300);
    for (let index = 0; index < 120; index += 1) story.apply(`vdc-${index}`, index === 7 ? 'failed' : 'done', 50);
    story.start('acme-prod', 'create', 'subscription/acme-prod');
    story.start('contoso', 'suspend', 'subscription/contoso');
    story.wait('contoso', 'virtual machines are shutting down');
    story.pass(12_000);
    expect(progressLines(story.progress, lookAt(80), story.nowMs())).toEqual([
      'Applying ━━━━━━━━━━━━──────────────────  120/300  4.2/s  44s left  1 failed',
      '  + acme-prod  creating subscription/acme-prod                               12s',
      '  ◷ contoso    waiting: virtual machines are shutting down                   12s',
    ]);
  });

  it('counts the time of a wait from its beginning, though it is told anew with every look', () => {
    const story = tellStory(1);
    story.start('contoso', 'suspend', 'subscription/contoso');
    story.pass(60_000);
    story.wait('contoso', 'shutting down');
    story.pass(5_000);
    story.wait('contoso', 'still shutting down');
    expect(progressLines(story.progress, lookAt(80), story.nowMs())[1]).toMatch(/still shutting down +1m 05s$/u);
  });

  it('shows at most eight VDCs and counts the others', () => {
    const story = tellStory(100);
    for (let index = 0; index < 14; index += 1) story.start(`vdc-${index}`, 'update', 'hosting-plan/x');
    for (let index = 0; index < 3; index += 1) story.wait(`vdc-${index}`, 'WAP');
    const lines = progressLines(story.progress, lookAt(80), story.nowMs());
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('  and 3 more at work, 3 more waiting');
  });

  it.each([20, 40, 79, 80, 200])('never fills more than %i columns nor another line', (width) => {
    for (const look of [lookAt(width), colouredLook(width), asciiLook(width)]) {
      const story = tellStory(1000);
      story.apply('x', 'failed', 10);
      for (const [index, name] of HOSTILE.entries()) story.start(name, 'delete', `subscription/${HOSTILE[index]}`);
      story.wait('a-very-long-name-of-a-virtual-data-center-of-some-customer', HOSTILE.join(' '));
      story.pass(90_000);
      for (const line of progressLines(story.progress, look, story.nowMs()).map(withoutColours)) {
        expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(ACTING);
        expect(line).not.toContain('\n');
      }
    }
  });

  it('tells a failure in full, with its code', () => {
    const lines = failureLines(
      {
        kind: 'action-ended',
        vdc: 'acme',
        action: { verb: 'create', resource: 'subscription/acme' },
        outcome: {
          kind: 'failed',
          code: 'WAP_REFUSED',
          message: 'WAP refused the subscription: the plan takes no new ones.',
        },
        atMs: 0,
      },
      lookAt(60),
    );
    expect(lines).toEqual([
      '✗ acme  create subscription/acme: WAP refused the',
      '  subscription: the plan takes no new ones.  WAP_REFUSED',
    ]);
  });

  it('promises nothing before it knows a rate', () => {
    const story = tellStory(10);
    expect(rateOf(story.progress, 0)).toBeUndefined();
    expect(remainingMs(story.progress, 0)).toBeUndefined();
    expect(progressLines(story.progress, lookAt(80), 0)).toEqual(['Applying ──────────────────────────────  0/10']);
  });

  it('judges speed by the last VDCs, not by the whole apply', () => {
    const story = tellStory(1000);
    for (let index = 0; index < 200; index += 1) story.apply(`slow-${index}`, 'done', 1000);
    for (let index = 0; index < 200; index += 1) story.apply(`fast-${index}`, 'done', 10);
    expect(rateOf(story.progress, story.nowMs())).toBeCloseTo(100, 0);
  });

  it('says what a VDC came to by the first of its actions that was not done', () => {
    const story = tellStory(3);
    story.end('a', ['done', 'waiting', 'skipped']);
    story.end('b', ['done', 'failed', 'skipped']);
    story.end('c', ['done']);
    expect(story.progress.ended).toEqual({ done: 1, waiting: 1, failed: 1, skipped: 0 });
    expect(countEnded(story.progress)).toBe(3);
    expect(story.progress.atWork.size).toBe(0);
  });

  it('keeps up with ten thousand VDCs of which most wait', () => {
    const story = tellStory(10_000);
    for (let index = 0; index < 10_000; index += 1) {
      story.start(`vdc-${index}`, 'suspend', 'subscription/x');
      story.wait(`vdc-${index}`, 'WAP');
    }
    for (let index = 0; index < 10_000; index += 1) story.end(`vdc-${index}`, ['done']);
    expect(countEnded(story.progress)).toBe(10_000);
  });

  it('takes no offence at an event of a VDC that it has not met', () => {
    const progress = startProgress(1, 0);
    noteProgress(progress, { kind: 'vdc-ended', vdc: 'acme', atMs: 5 });
    expect(progress.ended.done).toBe(1);
  });
});

describe('progress in a log', () => {
  it('has a line for each VDC of a small plan', () => {
    const story = tellStory(2);
    story.apply('acme', 'done', 3200);
    story.apply('contoso', 'skipped', 100);
    expect(story.plain).toEqual(['[1/2] acme: done (3.2s)', '[2/2] contoso: skipped (0.1s)']);
  });

  it('has for a large plan what went wrong at once, and a tally every five seconds', () => {
    const story = tellStory(300);
    for (let index = 0; index < 300; index += 1) story.apply(`vdc-${index}`, index === 10 ? 'failed' : 'done', 100);
    expect(story.plain).toEqual([
      '✗ vdc-10  create subscription/vdc-10: It went wrong.  WENT_WRONG',
      '[11/300] vdc-10: failed (0.1s)',
      '50/300 VDCs, 10.0/s, 25s left, 1 failed',
      '100/300 VDCs, 10.0/s, 20s left, 1 failed',
      '150/300 VDCs, 10.0/s, 15s left, 1 failed',
      '200/300 VDCs, 10.0/s, 10s left, 1 failed',
      '250/300 VDCs, 10.0/s, 5s left, 1 failed',
      '300/300 VDCs, 1 failed',
    ]);
  });

  it('gives a sign of life when asked', () => {
    const story = tellStory(3);
    story.start('acme', 'create', 'user/x');
    story.start('contoso', 'suspend', 'subscription/contoso');
    story.wait('contoso', 'WAP');
    expect(plainTally(story.progress, story.nowMs())).toBe('0/3 VDCs, 1 at work, 1 waiting for WAP');
  });

  it('says nothing of what only began', () => {
    const progress = startProgress(1, 0);
    expect(plainProgress(progress, { kind: 'vdc-started', vdc: 'a', atMs: 0 }, lookAt(80))).toEqual([]);
  });
});
