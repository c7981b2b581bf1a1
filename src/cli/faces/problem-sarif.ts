import type { Problem } from '../../model/problem.ts';
import { docsOf } from './error-text.ts';
import { problemSummary } from './problem-summary.ts';

/** SARIF 2.1.0, as code scanning services read it. */
export function formatProblemsSarif(problems: readonly Problem[]): string {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'vdc', rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => result(problem, codes.indexOf(problem.code))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: string): object {
  const summary = problemSummary(code);
  return {
    id: code,
    shortDescription: { text: summary },
    help: { text: `${summary}: ${docsOf(code)} says what it means and what to do.` },
  };
}

function result(problem: Problem, ruleIndex: number): object {
  const { code, severity, file, line, column, message, suggestion, excerpt } = problem;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: suggestion === undefined ? message : `${message} ${suggestion}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column, ...(excerpt && { endColumn: column + excerpt.length }) },
        },
      },
    ],
  };
}

/** Relative where the file was named relatively: the service knows the root. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return `file://${path}`;
  return path.replace(/^(?:\.\/)+/, '');
}
