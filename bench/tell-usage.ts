import { writeSync } from 'node:fs';

// Loaded into a process before its own program (--import): tells on descriptor 3 what the whole process has cost.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMib: maxRSS / 1024 }));
});
