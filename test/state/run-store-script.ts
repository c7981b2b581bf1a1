import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const scripts = join(import.meta.dirname, 'scripts');

/** Another process with the store in its hands: `scripts/<name>.ts`, run by this very Node. */
export function startStoreScript(
  name: string,
  args: readonly string[],
  { asNobody = false }: { readonly asNobody?: boolean } = {},
): ChildProcess {
  // Root may write anywhere; what an ordinary account may not do has to be tried as one.
  const isRoot = process.getuid?.() === 0;
  return spawn(process.execPath, ['--no-warnings', join(scripts, `${name}.ts`), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(asNobody && isRoot && { uid: 65_534, gid: 65_534 }),
  });
}

/** What it printed until it ended. */
export async function runStoreScript(
  name: string,
  args: readonly string[],
  options: { readonly asNobody?: boolean } = {},
): Promise<string> {
  const child = startStoreScript(name, args, options);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  await new Promise((resolve) => child.on('close', resolve));
  return output;
}
