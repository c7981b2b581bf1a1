// Loaded into a process before its own program (--import): tells on stderr which modules are loaded, one a line.
import module from 'node:module';
import { writeSync } from 'node:fs';

module.registerHooks({
  load(url, context, nextLoad) {
    writeSync(2, `${url}\n`);
    return nextLoad(url, context);
  },
});
