#!/usr/bin/env node
// Plain JavaScript, so that a Node too old to read TypeScript can still say so in one line.
import { existsSync } from 'node:fs';
// The whole module: an old Node lacks the one function and would refuse a named import before our line is reached.
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `vdc needs Node 22.22 or later; this is ${process.version}. In a clone, \`npm run vdc -- …\` uses the pinned one.`,
  );
  process.exit(1);
}
// Compiled code is kept between runs: without it half of a short command's time is spent compiling.
module.enableCompileCache();
// A clone runs its sources; a published package carries `dist` only.
const source = new URL('../src/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/main.js', import.meta.url).href);
