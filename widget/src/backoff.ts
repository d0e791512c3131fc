/**
 * How long to wait before trying again, in milliseconds: twice as long after each miss, up to the longest, and spread by
 * half of that either way. Everybody who lost the hub in one moment would come back in one otherwise.
 */
export const backoff = (misses: number, shortest: number, longest: number): number =>
  Math.min(longest, shortest * 2 ** misses) * (0.5 + Math.random())
