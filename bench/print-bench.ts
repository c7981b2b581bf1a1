import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

export interface Bench {
  readonly title: string;
  /** What was held fixed, in words. */
  readonly conditions: readonly string[];
  /** One object a line of the table, all with the same members. Numbers are rounded when they are shown. */
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** The result as a plain table, or as one line of JSON. */
export function printBench(bench: Bench, isJson: boolean): void {
  const versions = describeVersions();
  if (isJson) {
    console.log(JSON.stringify({ ...bench, versions, measuredAt: new Date().toISOString() }));
    return;
  }
  console.log(`\n${bench.title}\n  ${versions}`);
  for (const condition of bench.conditions) console.log(`  ${condition}`);
  const heads = Object.keys(bench.rows[0] ?? {});
  const lines = [heads, ...bench.rows.map((row) => heads.map((head) => show(row[head])))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  // Words to the left, figures to the right.
  const isText = heads.map((head) => bench.rows.some((row) => typeof row[head] === 'string' && row[head] !== ''));
  const pad = (cell: string, column: number): string =>
    isText[column] === true ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  console.log(`\n${lines.map((cells) => `  ${cells.map(pad).join('   ').trimEnd()}`).join('\n')}`);
}

function show(value: string | number | undefined): string {
  if (typeof value !== 'number') return value ?? '';
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function describeVersions(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  return `vdc ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} processors`;
}
