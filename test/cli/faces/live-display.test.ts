import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ProgressDisplay } from '../../../src/cli/faces/live-display.ts';
import { openDisplay } from '../../../src/cli/faces/live-display.ts';
import { plainPaint, unicodeGlyphs } from '../../../src/cli/faces/look.ts';
import { withoutColours } from '../../support/face-looks.ts';
import { tellStory } from '../../support/face-progress.ts';
import { screenAfter } from '../../support/screen-after.ts';
import type { ProgressStory } from '../../support/face-progress.ts';

interface Stage {
  readonly story: ProgressStory;
  /** Everything that was written so far. */
  readonly written: () => string;
  readonly tick: () => void;
  readonly isTimerOn: () => boolean;
  readonly close: () => void;
}

async function openStage(total: number, isLive: boolean): Promise<Stage> {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const ticks = new Set<() => void>();
  const told: { note?: ProgressDisplay['note'] } = {};
  const story = tellStory(total, (event) => told.note?.(event));
  const display = await openDisplay({
    stream: Object.assign(stream, { columns: 80, rows: 24 }),
    isLive,
    total,
    paint: plainPaint,
    glyphs: unicodeGlyphs,
    nowMs: story.nowMs,
    every: (_ms, tick) => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
  });
  told.note = display.note;
  return {
    story,
    written: () => chunks.join(''),
    tick: () => {
      for (const tick of ticks) tick();
    },
    isTimerOn: () => ticks.size > 0,
    close: display.close,
  };
}

describe('the display on a terminal', () => {
  it('redraws in place, and leaves failures and the last state standing', async () => {
    const stage = await openStage(3, true);
    stage.story.start('acme', 'create', 'user/ops@acme.example');
    stage.tick();
    expect(screenAfter(stage.written())[1]).toContain('creating user/ops@acme.example');
    stage.story.pass(1000);
    stage.story.end('acme', ['failed']);
    stage.story.apply('contoso', 'done', 1000);
    stage.story.apply('litware', 'done', 1000);
    stage.tick();
    stage.close();
    expect(screenAfter(withoutColours(stage.written())).filter((line) => line !== '')).toEqual([
      '✗ acme  create subscription/acme: It went wrong.  WENT_WRONG',
      'Applied  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  3/3  1 failed',
    ]);
  });

  it('leaves no timer behind and can be closed twice', async () => {
    const stage = await openStage(1, true);
    stage.close();
    stage.close();
    expect(stage.isTimerOn()).toBe(false);
  });

  it('does not hide the cursor, so that nothing has to be restored when it is killed', async () => {
    const stage = await openStage(1, true);
    stage.story.start('acme', 'create', 'user/x');
    stage.tick();
    stage.close();
    expect(stage.written()).not.toContain('\u001b[?25l');
  });
});

describe('the display in a log', () => {
  it('writes a line when a VDC ended, and never moves a cursor', async () => {
    const stage = await openStage(2, false);
    stage.story.apply('acme', 'done', 1000);
    stage.story.apply('contoso', 'waiting', 2000);
    stage.close();
    expect(stage.written()).toBe('[1/2] acme: done (1.0s)\n[2/2] contoso: waiting (2.0s)\n');
  });

  it('gives a sign of life when nothing ended for a minute', async () => {
    const stage = await openStage(2, false);
    stage.story.start('acme', 'suspend', 'subscription/acme');
    stage.story.pass(30_000);
    stage.tick();
    expect(stage.written()).toBe('');
    stage.story.pass(31_000);
    stage.tick();
    stage.close();
    expect(stage.written()).toBe('0/2 VDCs, 1 at work, 0 waiting for WAP\n');
    expect(stage.isTimerOn()).toBe(false);
  });
});
