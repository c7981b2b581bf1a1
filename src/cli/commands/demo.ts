import type { CliDoors } from '../doors.ts';
import { formatArrivedMails } from '../faces/arrived-mails.ts';
import type { GlobalOptions } from '../global-options.ts';
import { lookOf } from '../look-of.ts';
import { runApply } from './apply.ts';
import { startSimulator, untilAborted } from './simulate.ts';

export interface DemoOptions {
  readonly version: string;
  readonly dir: string;
  readonly specs: string;
  readonly stay?: boolean;
}

/** `npm start`: a WAP, the example specs, the plan, its result, the mails. The world is kept, so a second time nothing is to do. */
export async function runDemo(options: DemoOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const choice = {
    dir: options.dir,
    specs: options.specs,
    ports: 'free',
    faults: [],
    knobs: [],
    auth: 'windows',
  };
  const simulator = await startSimulator(choice, doors);
  try {
    doors.out.write(
      `A Windows Azure Pack, a domain controller and a mail server of our own are up on this machine (vdc simulate).\n${simulator.describe()}\n\n`,
    );
    const config = doors.files.relative(simulator.settingsFile);
    doors.out.write(`$ vdc --config ${config} apply --yes\n\n`);
    const code = await runApply(
      { yes: true, version: options.version },
      { ...globals, config: simulator.settingsFile },
      doors,
    );
    const mails = formatArrivedMails(simulator.mails(), lookOf(doors.out, doors.env, globals.color));
    doors.out.write(doors.redact(mails));
    doors.out.write(`\n${next(options, config)}`);
    if (options.stay) await untilAborted(doors.signal);
    return code;
  } finally {
    await simulator.stop();
  }
}

function next({ specs, stay }: DemoOptions, config: string): string {
  if (stay)
    return `It stays up until Ctrl-C. In another terminal:
  npm run vdc -- --config ${config} plan      what would change
  npm run vdc -- --config ${config} get       what is known
The control page (its address stands above) shows what WAP has, the customers' accounts and each mail as it arrived, and
lets you change them by hand.
`;
  return `Next:
  npm start               again: nothing is left to do, and nobody is mailed twice
  npm start               after editing a number in ${specs}/: see the plan and its result
  npm start -- --stay     leave it all running, to look at and to change by hand
`;
}
