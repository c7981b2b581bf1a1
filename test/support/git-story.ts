import { join } from 'node:path';
import { type GitSourceOptions, openGitSource } from '../../src/sources/git/open-git-source.ts';
import type { Snapshot } from '../../src/sources/spec-source.ts';
import { type GitRepository, makeGitRepository } from './peers/git-repository.ts';
import { realSleep } from './real-sleep.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface GitStory {
  readonly folder: string;
  readonly cloneFolder: string;
  readonly repository: GitRepository;
  /** A source over that repository, with the same clone each time. */
  readonly open: (options?: Partial<GitSourceOptions>) => ReturnType<typeof openGitSource>;
}

/** A repository, and sources that read it. */
export async function gitStory(): Promise<GitStory> {
  const folder = temporaryFolder();
  const repository = await makeGitRepository(folder);
  const cloneFolder = join(folder, 'state/clone');
  return {
    folder,
    cloneFolder,
    repository,
    open: (options = {}) =>
      openGitSource({
        url: repository.path,
        branch: 'main',
        path: '.',
        intervalMs: 60_000,
        cloneFolder,
        env: process.env,
        sleep: realSleep,
        random: () => 0.5,
        ...options,
      }),
  };
}

/** Each file as `path: text`, or `path! why not`. */
export function told({ files }: Snapshot): readonly string[] {
  return files.map((file) =>
    'bytes' in file ? `${file.path}: ${Buffer.from(file.bytes).toString()}` : `${file.path}! ${file.unreadable}`,
  );
}
