import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Actor, Command } from '../../domain/case/commands.ts';
import { onPrinciple, promises, type Refusal } from '../../domain/case/refusal.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import { addressKnown, documentComplete, documentCurrent } from '../../domain/notice/document-gate.ts';
import { basisOf } from '../../domain/notice/values.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import type { Database } from '../client.ts';
import { findCase } from '../queries/cases.ts';
import { findDocuments, type KeptDocument } from '../queries/documents.ts';
import { readSubject } from '../queries/personal-data.ts';
import { command } from '../schema/cases.ts';
import { addressesOf } from '../subject-address.ts';
import { rule, type Bench, type RuleResult } from './rule.ts';

export type Serving = {
  readonly commandId: string;
  readonly caseId: string;
  readonly actor: Actor;
  readonly request: unknown;
  readonly documents: readonly string[];
  readonly method: string;
};

/** What of a case a document states, as one digest. */
export function basisDigest(state: CaseState, kind: string): string {
  return createHash('sha256')
    .update(canonicalJson(basisOf({ state, draft: null }, kind)))
    .digest('hex');
}

/**
 * Serves documents that were composed here: a notice by itself, or a decision with what goes together with it. What
 * they say is what the machine found in them, not what anybody claims; one that lacks a required content is refused.
 */
export async function serveDocument(db: Database, bench: Bench, serving: Serving): Promise<RuleResult> {
  const { caseId } = serving;
  const found = await findCase(db, caseId);
  if (found === undefined) return { kind: 'unknown-case' };
  const { state } = found;
  const pack = bench.law(state.regime, state.version)?.pack;
  if (pack === undefined) return { kind: 'unknown-regime' };
  const documents = await findDocuments(db, { caseId, ids: serving.documents });
  const subject = await readSubject(db, bench.masterKey, caseId);
  const refusals = [
    ...serving.documents
      .filter((id) => !documents.some((each) => each.id === id))
      .map((id) => onPrinciple('document', promises.notice, `The case has no document "${id}".`)),
    ...documents.flatMap((each) => standsInTheWay(pack, state, each)),
    ...addressKnown(pack, serving.method, addressesOf(subject)),
    ...oneOf(documents),
  ];
  const { commandId, actor, request } = serving;
  // A repeated request is answered what it was answered, whatever has changed since.
  const [asked] = await db.select({ id: command.id }).from(command).where(eq(command.id, commandId));
  if (refusals.length > 0 && asked === undefined) return { kind: 'refused', refusals };
  return rule(bench, { commandId, caseId, actor, request, command: () => commandOf(documents, serving) });
}

function standsInTheWay(pack: Pack, state: CaseState, document: KeptDocument): Refusal[] {
  return [
    ...documentComplete(pack, document.kind, document),
    ...documentCurrent(document.kind, document.basis === basisDigest(state, document.kind)),
  ];
}

/** A notice goes by itself; a decision may have others with it. */
function oneOf(documents: readonly KeptDocument[]): Refusal[] {
  const kinds = documents.map(({ kind }) => kind);
  const single = new Set(kinds).size === kinds.length && (kinds.length === 1 || !kinds.includes('notice'));
  return single && (kinds.includes('notice') || kinds.includes('decision'))
    ? []
    : [
        onPrinciple(
          'document.together',
          promises.notice,
          `Not served together: ${kinds.join(', ') || 'no document'}.`,
          ['One notice', 'One decision, with one of each document that is served together with it'],
        ),
      ];
}

function commandOf(documents: readonly KeptDocument[], { method }: Serving): Command {
  const [notice] = documents.filter(({ kind }) => kind === 'notice');
  if (notice)
    return {
      type: 'serve-notice',
      method,
      document: { id: notice.id, digest: notice.digest },
      contents: notice.contents,
    };
  return {
    type: 'serve-decision',
    method,
    documents: documents.map(({ id, digest, kind, contents }) => ({
      kind,
      document: { id, digest },
      contents,
    })),
  };
}
