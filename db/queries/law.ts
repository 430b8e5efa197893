import { packId, type Catalogue } from '../../domain/regime/catalogue.ts';
import type { Sql } from '../client.ts';

/** What is wrong with the law that cases of this deployment rest on; empty where all of it is as it was first seen. */
export async function lawProblems(sql: Sql, catalogue: Catalogue): Promise<string[]> {
  const resting = await sql<{ regime: string; version: string; hash: string }[]>`
    select regime, version, hash from published_law p
    where exists (select from case_file f where f.regime = p.regime and f.version = p.version)
    order by regime, version`;
  return resting.flatMap(({ regime, version, hash }) => {
    const id = packId(regime, version);
    const found = catalogue.found(regime, version);
    if (found === undefined) return [`${id} is not here, and cases rest on it.`];
    if (found.published === null)
      return [`${id} (${found.file}) is a draft, and cases rest on it as published.`];
    return found.hash === hash
      ? []
      : [
          `${id} (${found.file}) is not what it was: cases rest on the content with the hash ${hash}, and here it has ${found.hash}.`,
        ];
  });
}

/** Whether the law that cases rest on is as it was, as far as the record can be asked. */
export function lawStands(sql: Sql, catalogue: Catalogue): Promise<boolean> {
  return lawProblems(sql, catalogue).then(
    (problems) => problems.length === 0,
    () => false,
  );
}
