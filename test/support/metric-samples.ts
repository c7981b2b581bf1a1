export interface MetricSamples {
  /** The value of the one series with this name and these labels; undefined where there is none. */
  readonly value: (name: string, labels?: Readonly<Record<string, string>>) => number | undefined;
  /** Names as they stand behind `# TYPE`, with their type. */
  readonly types: ReadonlyMap<string, string>;
  /** How many series there are of a metric. */
  readonly count: (name: string) => number;
}

/** Reads the text format of Prometheus as its documentation has it; throws for a line that is none. */
export function readMetrics(text: string): MetricSamples {
  const types = new Map<string, string>();
  const values = new Map<string, number>();
  for (const line of text.split('\n').filter((line) => line !== '')) {
    const [, typed, type] = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (typed !== undefined && type !== undefined) types.set(typed, type);
    if (line.startsWith('# ')) continue;
    const [, name, labels, value] =
      /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)$/.exec(
        line,
      ) ?? [];
    if (name === undefined) throw new Error(`no line of metrics: ${line}`);
    values.set(keyOf(name, Object.fromEntries(pairsOf(labels ?? ''))), Number(value));
  }
  return {
    value: (name, labels = {}) => values.get(keyOf(name, labels)),
    types,
    count: (name) => [...values.keys()].filter((key) => key.startsWith(`${name}{`)).length,
  };
}

function pairsOf(labels: string): readonly (readonly [string, string])[] {
  return [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']) => [name, value]);
}

function keyOf(name: string, labels: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(labels).sort(([one], [other]) => one.localeCompare(other));
  return `${name}{${sorted.map(([label, value]) => `${label}=${value}`).join(',')}}`;
}
