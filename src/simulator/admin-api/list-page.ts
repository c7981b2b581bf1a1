import { hashText } from '../clock/seeded-random.ts';
import { jsonAnswer, type Answer } from '../http/answer.ts';
import { badRequest } from '../http/refusal.ts';
import type { AdminCall } from './admin-call.ts';

export const PAGE_KEYS = ['skip', 'take', 'sortproperty', 'sortdirection', 'filter'] as const;

/**
 * One page with the envelope: `rows` are all that the filter left, `total` how many there were before it.
 * Picks by index, so a page costs what its own rows cost, whatever stands around it.
 */
export function listPage<T>(call: AdminCall, rows: readonly T[], total: number, toJson: (row: T) => string): Answer {
  const { skip, take } = readPage(call);
  const pick = rowPicker(call, rows.length);
  const items: string[] = [];
  const end = Math.min(rows.length, skip + take);
  for (let i = skip; i < end; i += 1) {
    const row = rows[pick(i)];
    if (row !== undefined) items.push(toJson(row));
  }
  return jsonAnswer(200, envelope(call, distort(call, items), rows.length, total));
}

function readPage(call: AdminCall): { readonly skip: number; readonly take: number } {
  const largest = call.knobs.get('page-size-max');
  const take = count(call, 'take') ?? Math.min(largest, call.knobs.get('page-size-default'));
  if (take > largest && call.knobs.get('oversized-take') === 'refuse')
    throw badRequest(`take may be at most ${largest}.`);
  return { skip: count(call, 'skip') ?? 0, take: Math.min(take, largest) };
}

function count(call: AdminCall, name: string): number | undefined {
  const value = call.query.get(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw badRequest(`${name} must be a whole number.`);
  return Number(value);
}

/** Which row stands at place i. An affine map is a permutation that needs no copy and no sort. */
function rowPicker(call: AdminCall, size: number): (i: number) => number {
  const sort = call.query.get('sortproperty');
  const order = call.knobs.get('list-order');
  if (sort !== undefined && call.knobs.get('unknown-sort') === 'refuse' && !/^(created|createdtime)$/i.test(sort))
    throw badRequest(`sortProperty ${sort} is not known.`);
  if (sort !== undefined || order === 'stable' || size < 2) {
    const isDescending = /^desc/i.test(call.query.get('sortdirection') ?? '');
    return isDescending ? (i) => size - 1 - i : (i) => i;
  }
  const salt = order === 'shifting' ? call.random() * 4_294_967_296 : hashText(`order ${call.world.version}`);
  let step = 1 + (Math.floor(salt) % (size - 1));
  while (greatestCommonDivisor(step, size) !== 1) step = (step % (size - 1)) + 1;
  const start = Math.floor(salt / 7) % size;
  return (i) => (i * step + start) % size;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function distort({ faults }: AdminCall, items: readonly string[]): readonly string[] {
  if (faults.has('empty-list') || faults.has('missing-page')) return [];
  const doubled = faults.get('doubled-row');
  const [first, ...others] = items;
  if (doubled === undefined || first === undefined) return items;
  return doubled['displaces'] === 'yes' ? [first, first, ...others.slice(1)] : [first, first, ...others];
}

function envelope({ knobs, faults }: AdminCall, items: readonly string[], filtered: number, total: number): string {
  const wrongBy = Number(faults.get('wrong-counts')?.['by'] ?? 0);
  const countText = (value: number): string => {
    if (knobs.get('counts') === 'null') return 'null';
    return String(faults.has('empty-list') ? 0 : Math.max(0, value + wrongBy));
  };
  return `{"items":[${items.join(',')}],"filteredTotalCount":${countText(filtered)},"totalCount":${countText(total)}}`;
}

const ROWS_A_PIECE = 64;

/** A bare array, made piece by piece while it is sent. */
export function listAll<T>(call: AdminCall, rows: readonly T[], toJson: (row: T) => string): Answer {
  if (call.faults.has('empty-list')) return jsonAnswer(200, '[]');
  if (rows.length <= ROWS_A_PIECE) return jsonAnswer(200, `[${rows.map(toJson).join(',')}]`);
  // A list from the past must be read before the present comes back; the present one may be read while it goes out.
  const pieces = arrayPieces([...rows], toJson);
  return jsonAnswer(200, call.faults.has('stale-read') ? [...pieces] : pieces);
}

function* arrayPieces<T>(rows: readonly T[], toJson: (row: T) => string): Generator<string> {
  for (let i = 0; i < rows.length; i += ROWS_A_PIECE) {
    const piece = rows.slice(i, i + ROWS_A_PIECE).map(toJson);
    yield (i === 0 ? '[' : ',') + piece.join(',');
  }
  yield ']';
}
