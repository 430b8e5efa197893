/** How errors say that the database cannot be reached, or is shutting down, or has to be asked again. */
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '40001',
  '40P01',
  '53300',
  '53400',
  '57P01',
  '57P02',
  '57P03',
]);

/** Whether an error means that the record is out of reach for the moment; asking again later may succeed. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (
    'code' in error &&
    typeof error.code === 'string' &&
    (codes.has(error.code) || error.code.startsWith('08'))
  )
    return true;
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true;
  return isOutage(error.cause);
}
