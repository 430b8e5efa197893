export type Latency = { readonly p50: number; readonly p99: number };

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const latency = (samples: readonly number[]): Latency => ({
  p50: rounded(percentile(samples, 0.5)),
  p99: rounded(percentile(samples, 0.99)),
});

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
