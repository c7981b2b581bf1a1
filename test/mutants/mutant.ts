/** One thing done wrongly on purpose: the suites must notice. `text` stands exactly once in the file. */
export interface Mutant {
  /** What is wrong, in a sentence without its subject: `forgets to …`. */
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

/** Puts mutants into the files of one floor. */
export function mutantsIn(folder: string) {
  return (file: string, name: string, text: string, instead: string): Mutant => ({
    name,
    file: `src/${folder}/${file}`,
    text,
    instead,
  });
}
