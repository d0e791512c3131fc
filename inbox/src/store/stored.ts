/** Small things kept in this browser; a storage that is full or forbidden must never break the inbox. */

export function stored<Value>(key: string, otherwise: Value): Value {
  try {
    const text = localStorage.getItem(`custarea.${key}`);
    return text === null ? otherwise : (JSON.parse(text) as Value);
  } catch {
    return otherwise;
  }
}

export function store(key: string, value: unknown): void {
  try {
    if (value === null || value === undefined) localStorage.removeItem(`custarea.${key}`);
    else localStorage.setItem(`custarea.${key}`, JSON.stringify(value));
  } catch {
    // Kept in memory only.
  }
}

/** Everything whose name begins so, by the rest of its name. */
export function storedUnder<Value>(prefix: string): Record<string, Value> {
  const begin = `custarea.${prefix}`;
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(begin));
    const found = names.map((name) => [
      name.slice(begin.length),
      stored<Value | null>(prefix + name.slice(begin.length), null),
    ]);
    return Object.fromEntries(found.filter(([, value]) => value !== null));
  } catch {
    return {};
  }
}
