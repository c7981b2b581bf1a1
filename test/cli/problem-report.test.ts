import { describe, expect, it } from 'vitest';
import { asciiGlyphs } from '../../src/cli/faces/look.ts';
import { type ProblemFormat, reportProblems, type ReportStyle } from '../../src/cli/problem-report.ts';
import type { Problem } from '../../src/model/problem.ts';

const plain: ReportStyle = {
  paint: { error: String, warning: String, bold: String, dim: String },
  width: 100,
};

const unknownPlan: Problem = {
  code: 'UNKNOWN_HOSTING_PLAN',
  severity: 'error',
  file: 'specs/acme-prod.yaml',
  line: 14,
  column: 16,
  message: 'The settings have no hosting plan "standrad", so the VDC has nothing to be cut from.',
  suggestion: 'Did you mean "standard"?',
  excerpt: { text: '  hostingPlan: standrad', length: 8 },
};
const wrongPort: Problem = {
  code: 'AUTH_PORT_TENANT_SITE',
  severity: 'warning',
  file: 'vdc.yaml',
  line: 3,
  column: 1,
  message: 'Port 30071 is the authentication site of tenants.',
};

const report = (problems: readonly Problem[], format: ProblemFormat = 'text', style: Partial<ReportStyle> = {}) =>
  reportProblems(problems, format, { ...plain, ...style });

describe('problems as text', () => {
  it('show place, code, line, caret, message, suggestion and how many they are', () => {
    expect(report([unknownPlan, wrongPort])).toBe(
      `specs/acme-prod.yaml:14:16  Unknown hosting plan                                UNKNOWN_HOSTING_PLAN
  14 │   hostingPlan: standrad
     │                ^^^^^^^^
       The settings have no hosting plan "standrad", so the VDC has nothing to be cut from.
       Did you mean "standard"?

vdc.yaml:3:1  Auth port tenant site (warning)                                  AUTH_PORT_TENANT_SITE
      Port 30071 is the authentication site of tenants.

1 error, 1 warning in 2 files
`,
    );
  });

  it('say nothing where there is nothing to say', () => {
    expect(report([])).toBe('');
  });

  it('are coloured by whoever hands in the colours', () => {
    const paint = { error: (text: string) => `<e>${text}</e>`, warning: String, bold: String, dim: String };
    expect(report([unknownPlan], 'text', { paint })).toContain('<e>Unknown hosting plan</e>');
    expect(report([unknownPlan], 'text', { paint })).toContain('<e>^^^^^^^^</e>');
    expect(report([unknownPlan], 'text', { paint })).toContain('<e>1 error</e> in 1 file\n');
  });

  it('put the caret under wide characters', () => {
    const wide = { ...unknownPlan, column: 7, excerpt: { text: '名: "漢字x"', length: 2 } };
    const lines = report([{ ...wide, column: 5 }]).split('\n');
    expect(lines[1]).toBe('  14 │ 名: "漢字x"');
    expect(lines[2]).toBe('     │      ^^^^');
  });

  it('show of a long line what is meant', () => {
    const text = `${'x'.repeat(300)}HERE${'y'.repeat(100)}`;
    const lines = report([{ ...unknownPlan, column: 301, excerpt: { text, length: 4 } }]).split('\n');
    expect(lines[1]?.length).toBeLessThanOrEqual(100);
    expect(lines[1]?.slice(lines[2]?.indexOf('^'), (lines[2]?.lastIndexOf('^') ?? 0) + 1)).toBe('HERE');
  });

  it('fit any width, and need no more than ASCII', () => {
    const text = report([unknownPlan], 'text', { width: 60, glyphs: asciiGlyphs });
    expect(text).toContain('  14 |   hostingPlan: standrad');
    expect(
      Math.max(
        ...text
          .split('\n')
          .slice(1)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(60);
    expect(report([unknownPlan], 'text', { width: Infinity })).toContain('UNKNOWN_HOSTING_PLAN');
  });

  it('let no file steer the terminal', () => {
    const text = report([
      {
        ...unknownPlan,
        file: 'a\u001b[31m.yaml',
        message: 'x\u001b]0;y\u0007',
        excerpt: { text: '\u001b[2J', length: 1 },
      },
    ]);
    expect(text).not.toContain('\u001b');
  });
});

describe('problems as JSON', () => {
  it('hold the seven fields that others build on', () => {
    expect(JSON.parse(report([unknownPlan, wrongPort], 'json'))).toEqual({
      problems: [
        {
          code: 'UNKNOWN_HOSTING_PLAN',
          severity: 'error',
          file: 'specs/acme-prod.yaml',
          line: 14,
          column: 16,
          message: unknownPlan.message,
          suggestion: 'Did you mean "standard"?',
        },
        {
          code: 'AUTH_PORT_TENANT_SITE',
          severity: 'warning',
          file: 'vdc.yaml',
          line: 3,
          column: 1,
          message: wrongPort.message,
        },
      ],
    });
  });

  it('are an empty list where there are none', () => {
    expect(JSON.parse(report([], 'json'))).toEqual({ problems: [] });
  });
});

describe('problems as annotations of a pull request', () => {
  it('stand beside their line', () => {
    expect(report([unknownPlan, wrongPort], 'github')).toBe(
      `::error file=specs/acme-prod.yaml,line=14,col=16,title=UNKNOWN_HOSTING_PLAN::${unknownPlan.message} Did you mean "standard"?
::warning file=vdc.yaml,line=3,col=1,title=AUTH_PORT_TENANT_SITE::${wrongPort.message}
`,
    );
  });

  it('cannot begin another command', () => {
    const text = report([{ ...unknownPlan, file: 'a,b:c\n.yaml', message: '100%\n::stop-commands::x' }], 'github');
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toContain('file=a%2Cb%3Ac%0A.yaml,');
    expect(text).toContain('::100%25%0A::stop-commands::x');
  });
});

describe('problems as SARIF', () => {
  interface Sarif {
    readonly version: string;
    readonly runs: readonly {
      readonly tool: { readonly driver: { readonly rules: readonly { id: string; help: { text: string } }[] } };
      readonly results: readonly { ruleId: string; ruleIndex: number; level: string; locations: readonly unknown[] }[];
    }[];
  }
  const sarif = (problems: readonly Problem[]) => JSON.parse(report(problems, 'sarif')) as Sarif;

  it('name each rule once, with help, and each result with its place', () => {
    const { version, runs } = sarif([unknownPlan, wrongPort, unknownPlan]);
    expect(version).toBe('2.1.0');
    expect(runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(['AUTH_PORT_TENANT_SITE', 'UNKNOWN_HOSTING_PLAN']);
    expect(runs[0]?.tool.driver.rules[1]?.help.text).toContain('docs/errors.md#unknown_hosting_plan');
    expect(runs[0]?.results.map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
      [1, 'error'],
      [0, 'warning'],
      [1, 'error'],
    ]);
    expect(runs[0]?.results[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'specs/acme-prod.yaml' },
          region: { startLine: 14, startColumn: 16, endColumn: 24 },
        },
      },
    ]);
  });

  it('write paths as URIs', () => {
    const uriOf = (file: string) =>
      JSON.stringify(sarif([{ ...unknownPlan, file }]).runs[0]?.results[0]?.locations).match(/"uri":"([^"]*)"/)?.[1];
    expect(uriOf('./my specs/ä.yaml')).toBe('my%20specs/%C3%A4.yaml');
    expect(uriOf('/etc/vdc/a.yaml')).toBe('file:///etc/vdc/a.yaml');
  });
});
