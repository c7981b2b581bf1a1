import { execFile, execFileSync } from 'node:child_process';

/** Why curl cannot be the stranger that speaks NTLM to us; undefined when it can. */
export function whyNoCurlNtlm(): string | undefined {
  try {
    const features = execFileSync('curl', ['--version'], { encoding: 'utf8' });
    return /^Features:.*\bNTLM\b/mu.test(features) ? undefined : 'this curl was built without NTLM';
  } catch (error) {
    return `curl does not run here (${error instanceof Error ? error.message : String(error)})`;
  }
}

export interface CurlOutcome {
  /** curl's own exit code. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs curl with nothing of the user's own settings. Its failure is an outcome, not an error. */
export async function curl(args: readonly string[], stdin: string): Promise<CurlOutcome> {
  return new Promise((resolve) => {
    const child = execFile(
      'curl',
      ['--disable', '--silent', '--show-error', '--max-time', '15', ...args],
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
    child.stdin?.on('error', () => undefined).end(stdin);
  });
}
