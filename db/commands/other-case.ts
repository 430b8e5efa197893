import type { Command } from '../../domain/case/commands.ts';
import type { OtherCase } from '../../domain/case/handler.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Transaction } from '../client.ts';

/**
 * The other case that a command is about: the one it joins this case to, or ties it to. Held until the transaction ends,
 * so that what is ruled about it is so.
 */
export async function otherCase(
  tx: Transaction,
  caseId: string,
  command: Command,
): Promise<OtherCase | undefined> {
  const named = nameOf(command);
  if (named === undefined || named === caseId) return undefined;
  const [found] = await tx<{ state: CaseState; same: boolean }[]>`
    select f.state, exists (
      select from subject_mark here join subject_mark there on there.mark = here.mark
      where here.case_id = ${caseId} and there.case_id = f.id) as same
    from case_file f where f.id = ${named} for update of f`;
  return found && { state: found.state, sameSubject: found.same };
}

function nameOf(command: Command): string | undefined {
  if (command.type === 'join-case') return command.into;
  return command.type === 'open-case' ? command.linkedTo?.caseId : undefined;
}
