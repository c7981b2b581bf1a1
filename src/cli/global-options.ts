/** What every command takes. */
export interface GlobalOptions {
  readonly config: string;
  readonly logFormat: 'text' | 'json';
  readonly logLevel: string;
  readonly color: boolean;
}
