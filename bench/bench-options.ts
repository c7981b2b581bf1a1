import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** One size instead of those of the bench. */
  readonly vdcs: number | undefined;
  readonly rounds: number;
  readonly latency: number | undefined;
  readonly concurrency: number | undefined;
  readonly isJson: boolean;
}

/** The command line that all benches share. */
export function readBenchOptions(rounds: number): BenchOptions {
  const { values } = parseArgs({
    options: {
      vdcs: { type: 'string' },
      rounds: { type: 'string' },
      latency: { type: 'string' },
      concurrency: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    vdcs: wholeNumber(values.vdcs),
    rounds: wholeNumber(values.rounds) ?? rounds,
    latency: wholeNumber(values.latency),
    concurrency: wholeNumber(values.concurrency),
    isJson: values.json,
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`"${text}" is no whole number`);
  return Number(text);
}
