import { Command, Option } from 'commander';
import type { CliDoors } from './doors.ts';
import type { GlobalOptions } from './global-options.ts';

/** Every command's options, and where its code is found: imported only when it is called, so that `--help` stays quick. */
export function buildProgram(doors: CliDoors, finish: (code: number) => void, version: string): Command {
  const program = new Command('vdc')
    .description('Declarative Virtual Data Centers for Windows Azure Pack.')
    .version(version, '-V, --version')
    .addOption(new Option('-c, --config <file>', 'settings').env('VDC_CONFIG').default('vdc.yaml'))
    .addOption(new Option('--log-format <format>', 'of the log on stderr').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--log-level <level>', 'what is logged')
        .choices(['silent', 'error', 'warn', 'info', 'debug', 'trace'])
        .default('warn'),
    )
    .option('--no-color', 'no colours, also by NO_COLOR')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showHelpAfterError('(see --help)');
  const globals = () => program.opts<GlobalOptions>();

  program
    .command('init')
    .description('write a commented vdc.yaml with a fresh installation id, and a first spec')
    .argument('[directory]', 'where', '.')
    .action(async (directory: string) =>
      finish(await (await import('./commands/init.ts')).runInit({ directory }, doors)),
    );
  program
    .command('validate')
    .description('check specs and settings, offline')
    .argument('[path...]', 'spec files or folders instead of those of the settings')
    .addOption(output(['text', 'json', 'github', 'sarif']))
    .action(async (paths: string[], options: { output: string }) =>
      finish(await (await import('./commands/validate.ts')).runValidate({ ...options, paths }, globals(), doors)),
    );
  scoped(program.command('plan'))
    .description('observe and diff, change nothing')
    .addOption(output(['text', 'json', 'markdown', 'html']))
    .option('--out <file>', 'save the plan (JSON) beside any other output')
    .option('--detailed-exitcode', 'exit 2 when changes are pending')
    .option('--from-bundle <file>', 'make it from what `vdc debug bundle` saw, here and without any connection')
    .action(async (options) => finish(await (await import('./commands/plan.ts')).runPlan(options, globals(), doors)));
  scoped(program.command('apply'))
    .description('plan, show, ask, apply; with FILE exactly that plan')
    .argument('[file]', 'a plan saved by `vdc plan --out`')
    .option('-y, --yes', 'do not ask')
    .option(
      '--approve <fingerprint>',
      'carry out this one plan although it is refused as unsafe, or go on after a halt (halt:…)',
    )
    .action(async (file: string | undefined, options) =>
      finish(await (await import('./commands/apply.ts')).runApply({ ...options, file, version }, globals(), doors)),
    );
  program
    .command('run')
    .description('the daemon: converges what is declared, corrects drift, for ever')
    .argument('[settings...]', 'a settings file for each installation, instead of --config')
    .option('--once', 'one pass, its work, and then the end')
    .action(async (files: string[], options: { once?: boolean }) => {
      const isGiven = program.getOptionValueSource('logLevel') !== 'default';
      const logLevel = isGiven ? globals().logLevel : 'info';
      const { runDaemon } = await import('./commands/run.ts');
      finish(await runDaemon({ ...options, files, logLevel, version }, globals(), doors));
    });
  program
    .command('get')
    .description('last known status of all VDCs, or of one with its limits and use')
    .argument('[name]')
    .addOption(output(['text', 'json']))
    .option('-w, --watch', 'go on showing what changes, until Ctrl-C')
    .action(async (name: string | undefined, options: { output: string; watch?: boolean }) =>
      finish(await (await import('./commands/get.ts')).runGet({ ...options, name }, globals(), doors)),
    );
  program
    .command('history')
    .description('what was done, when, why, from which revision')
    .argument('[name]')
    .addOption(output(['text', 'json']))
    .option('-n, --limit <number>', 'newest entries', '50')
    .action(async (name: string | undefined, options: { output: string; limit: string }) =>
      finish(await (await import('./commands/history.ts')).runHistory({ ...options, name }, globals(), doors)),
    );
  program
    .command('explain')
    .description('which spec line, observation and rule lead to the next action')
    .argument('<name>')
    .addOption(output(['text', 'json']))
    .action(async (name: string, options: { output: string }) =>
      finish(await (await import('./commands/explain.ts')).runExplain({ ...options, name }, globals(), doors)),
    );
  program
    .command('status')
    .description('what the daemon says of itself: who acts, what was last, what is next, what waits for somebody')
    .addOption(output(['text', 'json']))
    .action(async (options) =>
      finish(await (await import('./commands/status.ts')).runStatus(options, globals(), doors)),
    );
  program
    .command('approve')
    .description(
      'let the daemon carry out the plan that it refuses, follow a branch that was rewound, or go on after a halt',
    )
    .argument(
      '<fingerprint>',
      'of the plan, its first 8 digits at least; the revision, like git:4f9c…; or of a halt, like halt:4f9c…',
    )
    .option('--by <name>', 'who says so (default: you)')
    .option('-y, --yes', 'do not ask')
    .action(async (fingerprint: string, options) =>
      finish(await (await import('./commands/approve.ts')).runApprove({ ...options, fingerprint }, globals(), doors)),
    );
  program
    .command('pause')
    .description('let the daemon leave a VDC alone for a while; it still shows what differs')
    .argument('<name>')
    .requiredOption('--reason <text>', 'why, for those who find it paused')
    .option('--by <name>', 'who says so (default: you)')
    .option('--until <time>', 'ends by itself: 2026-12-01T00:00Z, or 8h from now')
    .action(async (name: string, options: { reason: string }) =>
      finish(await (await import('./commands/pause.ts')).runPause({ ...options, name }, globals(), doors)),
    );
  program
    .command('unpause')
    .description('let the daemon look after a VDC again')
    .argument('<name>')
    .action(async (name: string) =>
      finish(await (await import('./commands/unpause.ts')).runUnpause({ name }, globals(), doors)),
    );
  program
    .command('reconcile')
    .description('let the daemon look at a VDC now, and wait until it has')
    .argument('<name>')
    .addOption(output(['text', 'json']))
    .action(async (name: string, options: { output: string }) =>
      finish(await (await import('./commands/reconcile.ts')).runReconcile({ ...options, name }, globals(), doors)),
    );
  program
    .command('mail')
    .description('show the mails to customers as they would be written; sends nothing')
    .argument('[event]', 'activated, suspended, resumed, deletion-scheduled or deleted (default: all)')
    .addOption(output(['text', 'html', 'eml']))
    .option('--vdc <name>', 'with the values of this spec instead of made-up ones')
    .option('--specs <path>', 'where that spec is looked for (default: as the settings say)')
    .addOption(
      new Option('--login <way>', 'how the customer gets in (default: as the settings have it)').choices([
        'new-password',
        'known-password',
        'made-elsewhere',
      ]),
    )
    .action(async (event: string | undefined, options) =>
      finish(await (await import('./commands/mail.ts')).runMail({ ...options, event }, globals(), doors)),
    );
  const debug = program.command('debug').description('what helps to find out what went wrong');
  scoped(debug.command('bundle'))
    .description('look like `plan`, and write all that the plan depends on into one file, without secrets')
    .option('--out <file>', 'where to', 'vdc-bundle.json.gz')
    .action(async (options) =>
      finish(await (await import('./commands/debug.ts')).runDebugBundle({ ...options, version }, globals(), doors)),
    );
  simulator(program.command('simulate'))
    .description('a WAP of your own on this machine: real HTTPS, real NTLM, real OData')
    .action(async (options) => finish(await (await import('./commands/simulate.ts')).runSimulate(options, doors)));
  program
    .command('demo', { hidden: true })
    .description('what `npm start` does: simulator, example specs, plan, apply')
    .option('--dir <folder>', 'where the demo keeps its world', '.vdc/demo')
    .option('--specs <folder>', 'the specs to apply', 'specs')
    .option('--stay', 'stay up afterwards, until Ctrl-C')
    .action(async (options) =>
      finish(await (await import('./commands/demo.ts')).runDemo({ ...options, version }, globals(), doors)),
    );
  return program;
}

function output(choices: readonly string[]): Option {
  return new Option('-o, --output <form>', 'how to show it').choices(choices).default('text');
}

function scoped(command: Command): Command {
  return command
    .option('-t, --target <name...>', 'only these VDCs')
    .option('-l, --selector <label...>', 'only VDCs with these labels (k=v)');
}

function collect(value: string, all: readonly string[]): readonly string[] {
  return [...all, value];
}

function simulator(command: Command): Command {
  return command
    .option('--dir <folder>', 'keeps its CA, its world and a ready-made vdc.yaml', '.vdc/simulator')
    .option('--specs <folder>', 'what that vdc.yaml reads', 'specs')
    .option('--ports <ports>', "default (WAP's own), free, or a list", 'default')
    .addOption(
      new Option('--auth <mode>', 'how that vdc.yaml logs in')
        .choices(['windows', 'adfs', 'membership', 'token'])
        .default('windows'),
    )
    .addOption(
      new Option('--access <way>', 'how that vdc.yaml reaches machines').choices(['tenant', 'spf']).default('tenant'),
    )
    .option('--directory', 'with a domain controller, named in that vdc.yaml')
    .option('--no-directory', 'without it')
    .option('--mail', 'with a mail catcher, named in that vdc.yaml')
    .option('--no-mail', 'without it')
    .option('--seed <number>', 'of the faults')
    .option('--latency <ms>', 'added to each request')
    .option('--fault <fault>', 'NAME[:key=value,…], repeatable (docs/simulator.md)', collect, [])
    .option('--knob <knob>', 'NAME=VALUE, repeatable (docs/simulator.md)', collect, [])
    .option('--vdcs <number>', 'begin with so many VDCs that are not ours')
    .option('--vms-per-vdc <number>', 'virtual machines of each of them');
}
