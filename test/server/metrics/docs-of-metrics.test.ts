import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../../src/server/metrics/create-metrics.ts';
import { root } from '../../house/source-files.ts';
import { createInMemoryDaemon } from '../../support/in-memory-daemon.ts';
import { readMetrics } from '../../support/metric-samples.ts';

const metrics = createMetrics({ version: '0' });
const names = new Set(metrics.names());
const page = readFileSync(join(root, 'docs/metrics.md'), 'utf8');
const rules = readFileSync(join(root, 'docs/prometheus-alerts.yaml'), 'utf8');
const board = readFileSync(join(root, 'docs/grafana-dashboard.json'), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<string, string>>;
}

/** All that look like metrics, without what a histogram adds to its name. */
function namesIn(text: string): readonly string[] {
  const found = text.matchAll(/\b((?:vdc|process|nodejs)_[a-z0-9_]+)\b/g);
  return [...found].map(([, name = '']) => (names.has(name) ? name : name.replace(/_(?:bucket|sum|count)$/, '')));
}

function unknownIn(text: string): readonly string[] {
  return namesIn(text).filter((name) => !names.has(name));
}

describe('docs/metrics.md', () => {
  it('explains every metric of ours once, and none that is gone', () => {
    const explained = [...page.matchAll(/^\| `(vdc_\w+)`/gm)].map(([, name = '']) => name);
    expect(explained.toSorted()).toEqual([...names].filter((name) => name.startsWith('vdc_')).toSorted());
    expect(unknownIn(page)).toEqual([]);
  });

  it('names the labels that they really have', async () => {
    metrics.note({ kind: 'pass-ended', atMs: 0, pass: { startedAtMs: 0, tookMs: 0, trigger: 'edit', result: 'done' } });
    metrics.note({
      kind: 'action-ended',
      atMs: 0,
      vdc: 'a',
      verb: 'update',
      resource: 'vms/a',
      outcome: 'done',
      ms: 1,
    });
    metrics.noteRequest({
      endpoint: 'e',
      method: 'GET',
      route: '/',
      status: 1,
      durationMs: 1,
      waitedMs: 1,
      attempt: 2,
    });
    const daemon = createInMemoryDaemon({ circuits: [{ name: 'wap', isOpen: false, failures: 0 }], tokenAgeMs: 1 });
    const text = await metrics.scrape(daemon, 0);
    for (const [, name = '', cell = ''] of page.matchAll(/^\| `(vdc_\w+)`\s*\|([^|]*)\|/gm)) {
      const documented = [...cell.matchAll(/`(\w+)`/g)].map(([, label = '']) => label);
      const series = new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? `, 'm').exec(text);
      const real = [...(series?.[1] ?? '').matchAll(/(\w+)="/g)].map(([, label = '']) => label);
      expect([name, series !== null, ...real.toSorted()]).toEqual([name, true, ...documented.toSorted()]);
    }
  });
});

describe('every metric', () => {
  it('is named as Prometheus has it', async () => {
    const { types } = readMetrics(await metrics.scrape(createInMemoryDaemon(), 0));
    const odd = [...types].filter(
      ([name, type]) => name.startsWith('vdc_') && (type === 'counter') !== name.endsWith('_total'),
    );
    expect(odd).toEqual([]);
    expect([...names].filter((name) => /_(?:ms|milliseconds|minutes|percent)\b/.test(name))).toEqual([]);
  });
});

describe('docs/prometheus-alerts.yaml', () => {
  const alerts = (parse(rules) as { groups: readonly { readonly rules: readonly Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  );

  it('asks only for metrics that there are', () => {
    expect(unknownIn(rules)).toEqual([]);
    expect(alerts.filter(({ expr }) => namesIn(expr).length === 0)).toEqual([]);
  });

  it('says of each what it means and what to do', () => {
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
    const meagre = alerts.filter(
      ({ alert, annotations, labels, for: pause }) =>
        !/^Vdc[A-Z]/.test(alert) ||
        !/^\d+[mh]$/.test(pause) ||
        !/^(?:info|warning|critical)$/.test(labels.severity) ||
        ['summary', 'description', 'action'].some((key) => (annotations[key] ?? '').length < 20),
    );
    expect(meagre).toEqual([]);
  });
});

describe('docs/grafana-dashboard.json', () => {
  const { panels, templating } = JSON.parse(board) as {
    readonly panels: readonly {
      readonly id: number;
      readonly title: string;
      readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
      readonly targets: readonly { readonly expr: string }[];
    }[];
    readonly templating: { readonly list: readonly { readonly name: string }[] };
  };

  it('shows only metrics that there are', () => {
    expect(unknownIn(board)).toEqual([]);
    expect(panels.filter(({ targets }) => targets.some(({ expr }) => namesIn(expr).length === 0))).toEqual([]);
  });

  it('asks only for variables that it has', () => {
    const known = new Set(templating.list.map(({ name }) => name));
    const used = [...board.matchAll(/\$\{?(\w+)\}?/g)].map(([, name = '']) => name);
    expect(used.filter((name) => !known.has(name) && !name.startsWith('__'))).toEqual([]);
  });

  it('lets no panel lie on another', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});
