import { describe, expect, it } from 'vitest';
import { textWidth } from '../../../src/cli/faces/text-width.ts';
import { findStatusChanges, formatStatusChange, formatStatusScreen } from '../../../src/cli/faces/watched-status.ts';
import type { VdcStatus } from '../../../src/state/state-store.ts';
import { ACTING, HOSTILE, lookAt } from '../../support/face-looks.ts';

const NOW = Date.UTC(2026, 10, 24, 10, 4, 11);

function status(name: string, over: Partial<VdcStatus> = {}): VdcStatus {
  const rest = { revision: 'git:4f9c21', ready: 'ready', message: 'as declared', observed: { cpu: 16 } } as const;
  return { name, atMs: NOW, sinceMs: NOW, ...rest, ...over };
}

describe('a watched list', () => {
  it('tells what is new, and nothing of what was only looked at again', () => {
    const before = [status('same'), status('other'), status('gone')];
    const after = [
      status('new'),
      status('other', { observed: { cpu: 24 } }),
      status('same', { atMs: NOW + 1000, nextLookAtMs: NOW + 2000 }),
    ];
    const names = findStatusChanges(before, after).map((change) =>
      change.kind === 'gone' ? `-${change.name}` : change.status.name,
    );
    expect(names).toEqual(['new', 'other', '-gone']);
  });

  it('keeps each change on one line', () => {
    for (const hostile of HOSTILE) {
      const now = formatStatusChange({ kind: 'now', status: status(hostile, { message: hostile }) }, lookAt(80), NOW);
      const gone = formatStatusChange({ kind: 'gone', name: hostile }, lookAt(80), NOW);
      for (const line of [now, gone]) {
        expect(line).not.toMatch(ACTING);
        expect(line.indexOf('\n')).toBe(line.length - 1);
      }
    }
  });

  it.each([3, 10, 24])('fits into %i rows, the last of which is left to the cursor', (rows) => {
    const many = Array.from({ length: 50 }, (_, index) => status(`vdc-${index}`, { ready: 'failed', message: 'No.' }));
    const lines = formatStatusScreen(many, lookAt(60), NOW, rows).split('\n');
    expect(lines.length).toBeLessThan(rows);
    expect(lines.at(-1)).toMatch(/and \d+ more/);
    expect(lines.every((line) => textWidth(line) <= 60)).toBe(true);
    for (const few of [24, 3, 1])
      expect(formatStatusScreen(many.slice(0, 1), lookAt(60), NOW, few)).toMatch(/^NAME.*\nvdc-0(?!.* more)/);
  });

  it('shows what is not ready first where not all can be shown', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => status(`vdc-${index}`));
    const screen = formatStatusScreen([...many, status('late', { ready: 'failed' })], lookAt(60), NOW, 10).split('\n');
    expect(screen[1]).toContain('late');
    expect(screen.at(-1)).toBe('  and 9995 more; vdc get shows all');
    expect(screen).toHaveLength(9);
  });
});
