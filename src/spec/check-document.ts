import { closestWord } from '../yaml/closest-word.ts';
import type { Finding } from '../yaml/check-fields.ts';
import { explainSchemaErrors } from '../yaml/explain-schema-errors.ts';
import { showText, showValue } from '../yaml/show-value.ts';
import { schema, validate } from './generated/virtual-data-center.js';
import { specChecks } from './spec-checks.ts';

const API_VERSION = 'vdc/v1';
const KIND = 'VirtualDataCenter';

/** Everything that is wrong with one document by itself. */
export function checkDocument(value: unknown): readonly Finding[] {
  if (!isMapping(value)) {
    const message = `A spec is a mapping that begins with apiVersion and kind; this document is ${showValue(value)}.`;
    return [at([], { code: 'WRONG_TYPE', message })];
  }
  const foreign = checkHeader(value);
  // Of a document that is something else entirely every field would be a problem, and none of them the real one.
  if (foreign.length > 0 && !isMeantAsSpec(value)) return foreign;
  const findings = explainSchemaErrors(value, validate(value), schema, specChecks);
  const isHeader = ({ path }: Finding) => path.length === 1 && (path[0] === 'apiVersion' || path[0] === 'kind');
  return [...foreign, ...findings.filter((finding) => !isHeader(finding)), ...checkCoAdmins(value)];
}

function checkHeader(value: Readonly<Record<string, unknown>>): readonly Finding[] {
  const findings: Finding[] = [];
  if (value.apiVersion !== undefined && value.apiVersion !== API_VERSION) {
    findings.push(
      at(['apiVersion'], {
        code: 'WRONG_API_VERSION',
        message: `apiVersion is ${showValue(value.apiVersion)}; this program reads ${API_VERSION} only.`,
        suggestion: `Write ${API_VERSION}.`,
      }),
    );
  }
  if (value.kind !== undefined && value.kind !== KIND) {
    findings.push(
      at(['kind'], {
        code: 'WRONG_KIND',
        message: `kind is ${showValue(value.kind)}; among the specs only ${KIND} has a meaning.`,
        suggestion:
          value.kind === 'Controller'
            ? 'Settings belong outside the specs; name them with --config.'
            : isMeantAsSpec(value)
              ? `Write ${KIND}.`
              : 'Move the document out of the specs.',
      }),
    );
  }
  return findings;
}

function isMeantAsSpec({ kind, apiVersion }: Readonly<Record<string, unknown>>): boolean {
  if (kind === KIND || kind === undefined || kind === null) return true;
  if (kind === 'VDC' || kind === 'vdc') return true;
  return typeof kind === 'string' && closestWord(kind, [KIND]) !== undefined && apiVersion !== undefined;
}

/** WAP tells names apart without regard to case. */
function checkCoAdmins({ spec }: Readonly<Record<string, unknown>>): readonly Finding[] {
  const coAdmins = isMapping(spec) ? spec.coAdmins : undefined;
  if (!Array.isArray(coAdmins)) return [];
  const seen = new Set<string>();
  return coAdmins.flatMap((coAdmin: unknown, index) => {
    if (typeof coAdmin !== 'string') return [];
    const name = coAdmin.toLowerCase();
    const isDoubled = seen.has(name);
    seen.add(name);
    if (!isDoubled) return [];
    const message = `${showText(coAdmin)} stands twice among the coAdmins.`;
    return [
      at(['spec', 'coAdmins', index], { code: 'DUPLICATE_CO_ADMIN', message, suggestion: 'Remove one of the two.' }),
    ];
  });
}

function at(path: Finding['path'], complaint: Finding['complaint']): Finding {
  return { path, part: 'value', complaint };
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
