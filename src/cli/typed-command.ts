import type { GlobalOptions } from './global-options.ts';

/** How this person called us, so that what we tell them to type works as it stands: `vdc --config prod.yaml apply`. */
export function typedCommand(globals: Pick<GlobalOptions, 'config'>, words: string): string {
  return globals.config === 'vdc.yaml' ? `vdc ${words}` : `vdc --config ${globals.config} ${words}`;
}
