import { describe, expect, it } from 'vitest';
import {
  ACCOUNTS_BY_DEFAULT,
  parseSimulateOptions,
  type SimulateChoice,
} from '../../src/simulator/simulate-options.ts';
import { DEFAULT_PORTS, FREE_PORTS } from '../../src/simulator/simulator-options.ts';

const choice = (more: Partial<SimulateChoice> = {}): SimulateChoice => ({
  dir: '.vdc/simulator',
  specs: 'specs',
  ports: 'default',
  faults: [],
  knobs: [],
  auth: 'windows',
  ...more,
});

describe('the options of vdc simulate', () => {
  it('are WAP ports, seed 1 and nothing wrong by default', () => {
    expect(parseSimulateOptions(choice())).toEqual({
      problems: [],
      options: {
        ports: DEFAULT_PORTS,
        seed: 1,
        latencyMs: 0,
        vdcs: 0,
        vmsPerVdc: 0,
        faults: [],
        knobs: {},
        auth: 'windows',
        access: 'tenant',
        directory: ACCOUNTS_BY_DEFAULT,
        mail: ACCOUNTS_BY_DEFAULT,
      },
    });
  });

  it('take free ports, all nine in order, or some by name', () => {
    const ports = (text: string): unknown => parseSimulateOptions(choice({ ports: text })).options.ports;
    expect(ports('free')).toEqual(FREE_PORTS);
    expect(ports('1,2,3,4,5,6,7,8,9')).toEqual({
      adminApi: 1,
      tenantApi: 2,
      tenantAuth: 3,
      windowsAuth: 4,
      adfs: 5,
      spf: 6,
      control: 7,
      directory: 8,
      mail: 9,
    });
    // As it was typed before SPF, and before directory and mail, were among them.
    expect(ports('1,2,3,4,5,6,7')).toMatchObject({ spf: 6, control: 7, directory: 0, mail: 0 });
    expect(ports('1,2,3,4,5,6')).toMatchObject({ adminApi: 1, adfs: 5, spf: 0, control: 6 });
    expect(ports('adfs=443, control=0')).toEqual({ ...DEFAULT_PORTS, adfs: 443, control: 0 });
  });

  it('take numbers, faults and knobs', () => {
    const { options, problems } = parseSimulateOptions(
      choice({
        seed: '42',
        latency: '20',
        vdcs: '100',
        vmsPerVdc: '10',
        auth: 'adfs',
        access: 'spf',
        faults: ['lost-reply:count=1', 'reset'],
        knobs: ['enums=names', 'sync-ms=0'],
      }),
    );
    expect(problems).toEqual([]);
    expect(options).toMatchObject({
      seed: 42,
      latencyMs: 20,
      vdcs: 100,
      vmsPerVdc: 10,
      auth: 'adfs',
      access: 'spf',
      knobs: { enums: 'names', 'sync-ms': 0 },
    });
    expect(options.faults.map(({ name }) => name)).toEqual(['lost-reply', 'reset']);
  });

  it('say everything that is wrong at once', () => {
    const { problems } = parseSimulateOptions(
      choice({
        ports: '1,2',
        seed: 'x',
        latency: '-1',
        vdcs: '1e3',
        auth: 'magic',
        access: 'portal',
        faults: ['thunder', 'reset:x'],
        knobs: ['enums', 'enums=words', 'colour=red'],
      }),
    );
    expect(problems).toHaveLength(11);
    expect(problems.join('\n')).toContain('lost-reply');
  });

  it.each(['1,2,3,4,5,6,70000', '1,1,2,3,4,5,6', '1,2,3,4,5', 'portal=1', 'adfs=x', ''])(
    'refuse the ports "%s"',
    (text) => {
      expect(parseSimulateOptions(choice({ ports: text })).problems).toHaveLength(1);
    },
  );
});
