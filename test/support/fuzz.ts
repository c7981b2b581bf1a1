import * as fc from 'fast-check';
import { ControllerError } from '../../src/model/controller-error.ts';

export const fuzzSeed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** So often by default; `VDC_FUZZ_RUNS=50` means fifty times as often. */
export function runs(usual: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: fuzzSeed, numRuns: Math.round(usual * Number(process.env['VDC_FUZZ_RUNS'] ?? 1)) };
}

/** Far more than anything of this size needs, and far less than what never ends. Of work, not of the clock: others work here too. */
const soonMs = 5_000;

function workedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** The result, or why there is none in our own words. Fails for any other error, and for what takes too long. */
export function readSoon<T>(read: () => T): T | ControllerError {
  const began = workedMs();
  try {
    return read();
  } catch (error) {
    if (error instanceof ControllerError) return error;
    throw error;
  } finally {
    assertSoon(began);
  }
}

export async function readSoonAsync<T>(read: () => Promise<T>): Promise<T | ControllerError> {
  const began = workedMs();
  try {
    return await read();
  } catch (error) {
    if (error instanceof ControllerError) return error;
    throw error;
  } finally {
    assertSoon(began);
  }
}

function assertSoon(beganMs: number): void {
  const tookMs = workedMs() - beganMs;
  if (tookMs > soonMs) throw new Error(`it took ${Math.round(tookMs)} ms`);
}

const many = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.constantFrom(40, 3_000, 20_000));

/** A valid text with pieces of it taken out, others put in, some of them very often; or nothing but such pieces. */
export function mutated(valid: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 }));
  const bulk = fc.tuple(piece, many).map(([text, times]) => text.repeat(times));
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(30), put: bulk });
  const spoilt = fc
    .tuple(fc.constantFrom(...valid), fc.array(edit, { maxLength: 4 }))
    .map(([text, edits]) => edits.reduce(spliced, text));
  return fc.oneof(
    { weight: 5, arbitrary: spoilt },
    { weight: 1, arbitrary: fc.array(bulk, { maxLength: 12 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
}

function spliced(
  text: string,
  { at, cut, put }: { readonly at: number; readonly cut: number; readonly put: string },
): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + put + text.slice(start + cut);
}

/** Valid bytes in which some are others, or too many, or missing; or any bytes. */
export function mutatedBytes(valid: readonly Uint8Array[]): fc.Arbitrary<Buffer> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(4),
    put: fc.uint8Array({ maxLength: 4 }),
  });
  const spoilt = fc.tuple(fc.constantFrom(...valid), fc.array(edit, { maxLength: 5 })).map(([bytes, edits]) =>
    edits.reduce((whole, { at, cut, put }) => {
      const start = Math.floor(at * whole.length);
      return Buffer.concat([whole.subarray(0, start), put, whole.subarray(start + cut)]);
    }, Buffer.from(bytes)),
  );
  return fc.oneof(
    { weight: 4, arbitrary: spoilt },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  );
}

/** A value of JSON with some of its members exchanged for others, also for lists within lists deeper than any stack. */
export function mutatedJson(valid: readonly unknown[]): fc.Arbitrary<unknown> {
  const stranger = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('__proto__', '2026-11-24T10:00:00Z', '{0}', -1, 1e300, 2 ** 53, '0x10', ' ', '\0'),
    fc.constantFrom('[]', '{"value":}', '{"a":}', '{"Value":}').map((shell) => deep(shell)),
  );
  const spoilt = fc
    .tuple(fc.constantFrom(...valid), fc.array(fc.tuple(fc.nat(), stranger), { maxLength: 3 }))
    .map(([value, changes]) => changes.reduce<unknown>((whole, [at, put]) => exchanged(whole, at, put), value));
  return fc.oneof({ weight: 4, arbitrary: spoilt }, { weight: 1, arbitrary: stranger });
}

function deep(shell: string): unknown {
  const [open, close] = [shell.slice(0, -1), shell.slice(-1)];
  const core = close === '}' ? '1' : '';
  return JSON.parse(open.repeat(15_000) + core + close.repeat(15_000)) as unknown;
}

/** The `at`th member of it, counted from the outside to the inside, is another one. */
function exchanged(value: unknown, at: number, put: unknown): unknown {
  const places: (readonly [object, string])[] = [];
  const copy = structuredCloneShallow(value, places);
  const [holder, name] = places[at % Math.max(1, places.length)] ?? [];
  if (holder === undefined || name === undefined) return put;
  Object.defineProperty(holder, name, { value: put, enumerable: true, configurable: true, writable: true });
  return copy;
}

function structuredCloneShallow(value: unknown, places: (readonly [object, string])[], depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > 20) return value;
  const copy: object = Array.isArray(value) ? [] : {};
  for (const [name, member] of Object.entries(value)) {
    places.push([copy, name]);
    const inner = structuredCloneShallow(member, places, depth + 1);
    Object.defineProperty(copy, name, { value: inner, enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

/** What XML is cut of. */
export const tagPieces: readonly string[] = [
  '<',
  '>',
  '</',
  '/>',
  '<a>',
  '</a>',
  '<a/>',
  '<a b="',
  '<!--',
  '-->',
  '<!---->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '&amp;',
];
