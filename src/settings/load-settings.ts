import type { Problem } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { decodeText } from '../yaml/decode-text.ts';
import { maskSecrets } from '../yaml/mask-secrets.ts';
import { placeFindings } from '../yaml/place-findings.ts';
import { readYaml, type YamlDocument } from '../yaml/read-yaml.ts';
import { indexLines, problemAt, type TextLines } from '../yaml/text-lines.ts';
import type { TextProblem } from '../yaml/text-problem.ts';
import { checkSettings, secretSpans } from './check-settings.ts';
import { fillInSettings } from './fill-in-settings.ts';
import type { WrittenSettings } from './written-settings.ts';

export interface SettingsFile {
  /** What stands in it; bytes are decoded as UTF-8. */
  readonly text: string | Uint8Array;
  /** As problems shall name it. */
  readonly file: string;
  /** The folder of the file, absolute: relative paths count from here. */
  readonly baseDir: string;
}

/** `settings` is absent when any problem is an error; warnings alone do not keep it back. Reads nothing else. Never throws. */
export function loadSettings({ text, file, baseDir }: SettingsFile): {
  readonly settings?: Settings;
  readonly problems: readonly Problem[];
} {
  const { value, problems } = readSettings(text);
  const placed = [...problems]
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .map((problem) => ({ ...problem, file }));
  if (placed.some(({ severity }) => severity === 'error')) return { problems: placed };
  // Schema and checks approve of it, so it has this shape.
  return { settings: fillInSettings(value as WrittenSettings, file, baseDir), problems: placed };
}

function readSettings(source: string | Uint8Array): { value: unknown; problems: readonly TextProblem[] } {
  const decoded = decodeText(typeof source === 'string' ? new TextEncoder().encode(source) : source);
  if ('problem' in decoded) return { value: undefined, problems: [decoded.problem] };
  const lines = indexLines(decoded.text);
  const yaml = readYaml(lines);
  const [document, second] = yaml.documents;
  if (document === undefined) return { value: undefined, problems: [...yaml.problems, empty] };

  const findings = document.isBroken ? [] : checkSettings(document.value);
  const problems = [
    ...yaml.problems,
    ...document.problems,
    ...placeFindings(findings, document, lines),
    ...(second ? [onlyOne(second, lines)] : []),
  ];
  return { value: document.value, problems: maskSecrets(problems, lines, secretSpans(findings, document)) };
}

const empty: TextProblem = {
  code: 'SETTINGS_EMPTY',
  severity: 'error',
  line: 1,
  column: 1,
  message: 'There are no settings in this file.',
  suggestion: '`vdc init` writes a file to begin with.',
};

function onlyOne(second: YamlDocument, lines: TextLines): TextProblem {
  return problemAt(lines, second.locate([], 'value'), {
    code: 'SETTINGS_MANY_DOCUMENTS',
    message: 'A second document begins here; settings are one document.',
    suggestion: 'Remove it, or the `---` above it.',
  });
}
