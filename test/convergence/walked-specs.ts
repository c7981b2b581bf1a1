import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { WrittenSpec } from '../../src/spec/parse-spec.ts';
import { arbitraryOf, type Narrowing, type Schema } from './from-schema.ts';

/** A spec as somebody writes it down; JSON is YAML. */
export type Document = WrittenSpec & { readonly apiVersion: string; readonly kind: string };

const schemas = new URL('../../schemas/', import.meta.url);
export const specSchema = JSON.parse(
  readFileSync(new URL('virtual-data-center.schema.json', schemas), 'utf8'),
) as Schema;

export const walkedNames = ['a', 'b', 'c', 'd'] as const;
export type WalkedName = (typeof walkedNames)[number];

/** Two of them are one customer's. Without a directory nobody can be given another owner, so it is always the same one. */
export const ownerOf: Readonly<Record<string, string>> = {
  a: 'a@example.org',
  b: 'b@example.org',
  c: 'both@example.org',
  d: 'both@example.org',
};

/** When the world of a walk begins. */
const startMs = Date.UTC(2026, 10, 24, 12);
const around = fc.integer({ min: -10, max: 30 }).map((minutes) => new Date(startMs + minutes * 60_000).toISOString());

const narrowing: Narrowing = {
  instead: {
    'metadata.name': fc.constantFrom(...walkedNames),
    'spec.owner.email': fc.constant('replaced below'),
    // Whole MiB and GiB that fit into 32 bits: what the schema alone allows is hardly ever that.
    ram: fc.oneof(
      fc.integer({ min: 1, max: 4_194_304 }).map((size) => `${size}Mi`),
      fc.integer({ min: 1, max: 2048 }).map((size) => `${size / 2}Gi`),
      fc.integer({ min: 1, max: 8 }).map((size) => `${size / 4}Ti`),
      fc.constant('unlimited'),
    ),
    disk: fc.oneof(
      fc.integer({ min: 1, max: 100_000 }).map((size) => `${size}Gi`),
      fc.integer({ min: 1, max: 64 }).map((size) => `${size / 4}Ti`),
      fc.constant('unlimited'),
    ),
    // A walk lasts hours: whoever has a grace of ten stays suspended in the end.
    duration: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 120 }).map((size) => `${size}s`) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 }).map((size) => `${size}m`) },
      { weight: 1, arbitrary: fc.constantFrom('10h', '3d') },
    ),
    timestamp: around,
    // The settings know one; a spec that names another is a problem, and nothing is done for it.
    hostingPlanKey: fc.oneof(
      { weight: 9, arbitrary: fc.constant('standard') },
      { weight: 1, arbitrary: fc.constant('large') },
    ),
    'spec.deletion.policy': fc.oneof(
      { weight: 4, arbitrary: fc.constant('delete') },
      { weight: 1, arbitrary: fc.constantFrom('suspend', 'retain') },
    ),
  },
  // These keep us from doing anything: were they in every other spec, most walks would stand still.
  onceIn: { 'spec.subscriptionId': 20, 'spec.paused': 8, 'spec.protect': 8 },
};

/** Whatever the schema allows, of customers a to d. */
export const walkedSpecs: fc.Arbitrary<Document> = arbitraryOf(specSchema, narrowing).map((made) =>
  // By construction: the schema is the one of these documents.
  named(made as Document, (made as Document).metadata.name),
);

/** And without knowing better than the schema in anything. */
export const anySpecs: fc.Arbitrary<unknown> = arbitraryOf(specSchema);

export function named({ metadata, spec, ...rest }: Document, name: string): Document {
  const email = ownerOf[name] ?? `${name}@example.org`;
  return { ...rest, metadata: { ...metadata, name }, spec: { ...spec, owner: { ...spec.owner, email } } };
}

/** Whether anything is done about it: what cannot be read is as if it had not been written yet. */
export function isReadable({ spec }: Document): boolean {
  return spec.cpu !== 0 && (spec.hostingPlan ?? 'standard') === 'standard';
}

const hindrances = new Set(['paused', 'subscriptionId', 'hostingPlan']);

/** The same without what keeps us from doing as it says: then, and only then, it says where everything has to end. */
export function settled({ spec, ...rest }: Document): Document {
  const stays = Object.entries(spec).filter(([member]) => !hindrances.has(member));
  return { ...rest, spec: { ...(Object.fromEntries(stays) as Document['spec']), ...(spec.cpu === 0 && { cpu: 1 }) } };
}
