import type { Finding } from '../yaml/check-fields.ts';
import { explainSchemaErrors } from '../yaml/explain-schema-errors.ts';
import type { Path } from '../yaml/locate.ts';
import type { YamlDocument } from '../yaml/read-yaml.ts';
import { showValue } from '../yaml/show-value.ts';
import type { Span } from '../yaml/text-problem.ts';
import { crossCheck } from './cross-check.ts';
import { schema, validate } from './generated/controller.js';
import { settingsChecks } from './settings-checks.ts';

const HEADER: Readonly<Record<string, string>> = { apiVersion: 'vdc/v1', kind: 'Controller' };

/** Everything that is wrong with the settings. No message quotes what may be a secret. */
export function checkSettings(value: unknown): readonly Finding[] {
  const header = checkHeader(value);
  // A spec, say: each of its fields would be unknown here, and none of them the mistake.
  if (header.some(({ complaint }) => complaint.code === 'WRONG_KIND')) return header;
  const headerPaths = new Set(header.map(({ path }) => path.join('.')));
  const explained = explainSchemaErrors(value, validate(value), schema, settingsChecks).filter(
    ({ path }) => !headerPaths.has(path.join('.')),
  );
  // Inside of what should say where a secret comes from, even the name of a field may be the secret.
  const secrets = explained.filter(isAboutSecret);
  const tellable = explained.filter(
    (finding) => !secrets.some((secret) => secret !== finding && isInside(finding.path, secret.path)),
  );
  const wrong = new Set(tellable.map(({ path }) => path.join('.')));
  return [...header, ...tellable, ...crossCheck(value).filter(({ path }) => !wrong.has(path.join('.')))];
}

/** Where in the text secrets stand, or what may be one: what fills a field that nobody knows. */
export function secretSpans(findings: readonly Finding[], document: YamlDocument): readonly Span[] {
  return findings
    .filter((finding) => isAboutSecret(finding) || isUnguessable(finding))
    .map(({ path }) => document.locate(path, 'whole'));
}

function isAboutSecret({ complaint }: Finding): boolean {
  return complaint.code.startsWith('SECRET_') || complaint.code === 'STATE_PASSWORD_INLINE';
}

/** `intervall: 5m` may be shown, since `interval` is no secret; `passwort:` and `credentials:` may not. */
function isUnguessable({ complaint }: Finding): boolean {
  return complaint.code === 'UNKNOWN_FIELD' && !/^Did you mean "(?!password|token)/.test(complaint.suggestion ?? '');
}

function isInside(path: Path, outer: Path): boolean {
  return path.length >= outer.length && outer.every((step, index) => path[index] === step);
}

function checkHeader(value: unknown): readonly Finding[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(HEADER).flatMap(([key, wanted]) => {
    const written = (value as Readonly<Record<string, unknown>>)[key];
    if (written === undefined || written === wanted) return [];
    const isSpec = written === 'VirtualDataCenter';
    const complaint = {
      code: key === 'kind' ? 'WRONG_KIND' : 'WRONG_API_VERSION',
      message: `${key} is ${showValue(written)}; settings have ${key}: ${wanted}.`,
      suggestion: isSpec ? 'This is a spec; it belongs into the specs directory.' : `Write ${wanted}.`,
    };
    return [{ path: [key], part: 'value' as const, complaint }];
  });
}
