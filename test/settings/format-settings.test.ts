import { describe, expect, it } from 'vitest';
import { formatSettings } from '../../src/settings/format-settings.ts';
import { INSTALLATION, loadText } from '../support/settings-texts.ts';

describe('the first settings', () => {
  it('are valid as they stand', () => {
    const { settings, problems } = loadText(formatSettings({ installation: INSTALLATION }));
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      installation: INSTALLATION,
      defaults: { hostingPlan: 'standard' },
      server: { token: { env: 'VDC_TOKEN' } },
    });
  });

  it('say what was asked for', () => {
    const text = formatSettings({
      installation: INSTALLATION,
      wapHost: 'wap.test',
      template: 'Base: "big", # { 1 }',
      schemaPath: './s.json',
    });
    const { settings, problems } = loadText(text);
    expect(problems).toEqual([]);
    expect(settings?.hostingPlans).toEqual({ standard: { template: 'Base: "big", # { 1 }' } });
    expect(settings?.wap.adminApi).toBe('https://wap.test:30004');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./s.json');
  });

  it('stay valid when everything that is offered is uncommented', () => {
    const text = formatSettings({ installation: INSTALLATION })
      .replace('  directory: ./specs              # one YAML document a VDC; or a branch of a repository:\n', '')
      .replaceAll(/^( *)# (?=[ a-zA-Z]+: |[a-z]+: *#|[a-z]+:\s*$)/gm, '$1');
    const { settings, problems } = loadText(text);
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ specs: { kind: 'git' }, directory: {}, mail: {}, wap: { spf: {} } });
  });
});
