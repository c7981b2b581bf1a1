import { describe, expect, it } from 'vitest';
import { openLog } from '../../src/log/open-log.ts';
import { createRedactor } from '../../src/log/redactor.ts';

const password = 'p&ss"w0rd<1>';

describe('a secret', () => {
  it('is hidden as it is and as JSON, XML and URLs write it', () => {
    const { hide, redact } = createRedactor();
    hide(password);
    for (const text of [
      password,
      JSON.stringify(password),
      'p&amp;ss&quot;w0rd&lt;1&gt;',
      encodeURIComponent(password),
    ])
      expect(redact(`before ${text} after`)).toMatch(/^before "?\[secret\]"? after$/);
  });

  it('never reaches a log line, however deep it lies', async () => {
    const lines: string[] = [];
    const redactor = createRedactor();
    redactor.hide(password);
    for (const format of ['json', 'text'] as const) {
      const log = await openLog({ format, level: 'debug', write: (line) => lines.push(line), redactor });
      log.warn({ deep: { list: [password] }, plain: password }, `told ${password}`);
    }
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('w0rd');
  });
});
