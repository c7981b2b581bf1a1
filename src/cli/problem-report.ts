/** The faces of what authors can mend: for people, for programs, for pull requests, for code scanning. */
export { formatProblemsGithub } from './faces/problem-github.ts';
export { formatProblemsJson } from './faces/problem-json.ts';
export { formatProblemsSarif } from './faces/problem-sarif.ts';
export { formatProblemsText } from './faces/problem-text.ts';
