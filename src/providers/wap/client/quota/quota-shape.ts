import { LIMIT_ELEMENTS, limitsOf, parseLimit, type CloudQuota } from './cloud-quota.ts';
import type { LocatedCloud, LocatedLimit } from './locate-limits.ts';

/**
 * How to read the limits out of every text that differs from a parsed one in its numbers only.
 *
 * Plans cut from one template have such texts, and parsing ten thousand of them costs more than fetching them. A number
 * here is a run of digits that fills the space between a `>` and a `<`. Exchanging such a run for another one cannot change
 * how XML is divided into elements, so the parse of one text tells which run is which limit in all of them.
 */
export interface QuotaShape {
  readonly clouds: readonly {
    readonly id: string;
    readonly stampId: string;
    /** For each of LIMIT_ELEMENTS: the number of its run, or -1 where it is unlimited in all texts of this shape. */
    readonly runs: readonly number[];
  }[];
  readonly runCount: number;
}

const RUN = />\d+(?=<)/g;

/** The text with each number replaced by a character that XML cannot contain; null for a text that contains it all the same. */
export function shapeKey(xml: string): string | null {
  return xml.includes('\0') ? null : xml.replace(RUN, '>\0');
}

/** Null where a limit is written in a way that is no plain run: with blanks, a comment, CDATA or an entity. */
export function shapeOf(xml: string, clouds: readonly LocatedCloud[]): QuotaShape | null {
  const starts = new Map<number, number>();
  for (const run of xml.matchAll(RUN)) starts.set(run.index + 1, starts.size);
  const shaped: QuotaShape['clouds'][number][] = [];
  for (const { id, stampId, limits } of clouds) {
    const runs: number[] = [];
    for (const [name] of LIMIT_ELEMENTS) {
      const run = runOf(
        limits.find((limit) => limit.name === name),
        starts,
      );
      if (run === null) return null;
      runs.push(run);
    }
    shaped.push({ id, stampId, runs });
  }
  return { clouds: shaped, runCount: starts.size };
}

function runOf(limit: LocatedLimit | undefined, starts: ReadonlyMap<number, number>): number | null {
  if (limit === undefined || limit.content === null || limit.text.trim() === '') return -1;
  const run = starts.get(limit.content.start);
  const { start, end } = limit.content;
  return run !== undefined && /^\d+$/.test(limit.text) && limit.text.length === end - start ? run : null;
}

/** The limits of a text of this shape, or null where one of its numbers is too large. */
export function readByShape(xml: string, shape: QuotaShape): CloudQuota | null {
  const runs = xml.match(RUN) ?? [];
  if (runs.length !== shape.runCount) return null;
  const clouds: CloudQuota['clouds'][number][] = [];
  for (const { id, stampId, runs: places } of shape.clouds) {
    const values: (number | null)[] = [];
    for (const place of places) {
      const value = place < 0 ? null : parseLimit((runs[place] ?? '').slice(1));
      if (value === undefined) return null;
      values.push(value);
    }
    clouds.push({ id, stampId, ...limitsOf(values) });
  }
  return { clouds };
}
