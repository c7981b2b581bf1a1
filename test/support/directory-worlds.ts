import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';

/** Every value of every knob of the domain controller stands in one of these: a customer comes, is suspended and comes back in each. */
export const directoryWorlds: Readonly<Record<string, KnobSettings>> = {
  'the domain asks for little': {
    'password-complexity': 'off',
    'password-in-add': 'accept',
    'enable-without-password': 'allow',
    'upn-uniqueness': 'ignore',
    'search-referrals': 'off',
  },
  'the domain asks for much, and lists little at once': {
    'password-min-length': 30,
    'refused-password-result': '19',
    'directory-page-size': 2,
  },
};
