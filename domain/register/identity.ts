/** What names are called in schemes of identifiers, alone or as a part: `trade-name`, `alias`. */
const nominal: readonly string[] = ['name', 'names', 'alias', 'aliases', 'aka', 'title', 'nickname'];

/**
 * The schemes of identifiers that bind an entry to its subject, each once. A name binds nobody, whatever the scheme is
 * called: two bodies may bear it.
 */
export function bindingSchemes(schemes: readonly string[]): string[] {
  return [...new Set(schemes)].filter(
    (scheme) => !scheme.split(/[-._]/u).some((part) => nominal.includes(part)),
  );
}
