/** PostgreSQL writes instants in its own way; the record and the API write them as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export function iso(instant: string): string {
  return new Date(instant).toISOString();
}

export function isoOrNull(instant: string | null): string | null {
  return instant === null ? null : iso(instant);
}
