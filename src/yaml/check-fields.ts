import { type FieldSchema, kindOf, resolveField, stepInto } from './field-schema.ts';
import type { Checks } from './kinds/check.ts';
import type { Path } from './locate.ts';
import type { Complaint } from './text-problem.ts';

/** A complaint at a path, before it is known in which line that is. */
export interface Finding {
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly complaint: Complaint;
}

/**
 * Asks the check of each field's kind about its value: what the schema can only call a mismatch is put into words here, and
 * what it cannot say at all (30 February, 0.5 MiB) is found.
 */
export function checkFields(value: unknown, schema: FieldSchema, checks: Checks): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (inner: unknown, field: FieldSchema, path: Path): void => {
    const kind = kindOf(field);
    const check = kind === undefined ? undefined : checks[kind];
    const complaint = inner === null ? undefined : check?.(inner, fieldName(path));
    if (complaint) findings.push({ path, part: 'value', complaint });
    else if (Array.isArray(inner)) inner.forEach((item, index) => into(item, field, path, index));
    else if (typeof inner === 'object' && inner !== null) {
      const names = resolveField(field, schema).propertyNames;
      for (const [key, item] of Object.entries(inner)) {
        const ofName = names && checks[kindOf(names) ?? '']?.(key, `a name in ${fieldName(path)}`);
        if (ofName) findings.push({ path: [...path, key], part: 'key', complaint: ofName });
        else into(item, field, path, key);
      }
    }
  };
  const into = (inner: unknown, field: FieldSchema, path: Path, step: string | number): void => {
    const next = stepInto(field, step, schema);
    if (next) visit(inner, next, [...path, step]);
  };
  visit(value, schema, []);
  return findings;
}

/** As the author would say it: `deletion.grace`, `coAdmins[1]`. The word `spec` in front would tell nothing. */
export function fieldName(path: Path): string {
  const told = path[0] === 'spec' && path.length > 1 ? path.slice(1) : path;
  if (told.length === 0) return 'the document';
  return told
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('');
}
