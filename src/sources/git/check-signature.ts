import { ControllerError } from '../../model/controller-error.ts';
import type { Clone } from './open-clone.ts';

/** Throws SPECS_UNSIGNED unless somebody of the file of allowed signers signed the commit. */
export async function checkSignature(clone: Clone, commit: string, branch: string, signal: AbortSignal): Promise<void> {
  const { code, err } = await clone.ask(['verify-commit', commit], signal);
  if (code === 0) return;
  const words = err
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' · ');
  throw new ControllerError(
    'SPECS_UNSIGNED',
    `The newest commit of ${branch}, ${commit}, is not signed by anybody whom specs.git.allowedSignersFile names, so it is not followed: what was taken last stays in force. Sign it (\`git commit --amend -S\` with gpg.format ssh) and push, or add the signer to the file.`,
    { ...(words !== '' && { cause: new Error(words.slice(0, 300)) }), details: { commit } },
  );
}
