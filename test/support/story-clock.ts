import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

// Loaded before the program itself (`node --import`), so that what runs is the program as it is, only in another time:
// grace periods end and a minute of waiting passes without a test that waits. The simulator's clock says which time.

const [startMs = Date.now(), rate = 1] = (process.env['STORY_CLOCK'] ?? '').split(' ').filter(Boolean).map(Number);
const realNow = Date.now;
const startedAt = realNow();
Date.now = () => Math.round(startMs + (realNow() - startedAt) * rate);

const realSetTimeout = globalThis.setTimeout;
const faster = (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
  realSetTimeout(callback, ms / rate, ...args);
globalThis.setTimeout = Object.assign(faster, realSetTimeout);

const realDelay = timers.setTimeout;
timers.setTimeout = (ms, value, options) => realDelay((ms ?? 0) / rate, value, options);
syncBuiltinESMExports();
