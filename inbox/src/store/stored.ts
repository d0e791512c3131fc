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
