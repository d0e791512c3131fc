/** Contrast as WCAG counts it: which words read on a colour, and how well. The chat decides by the same rule. */

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** White or black, whichever reaches 4.5 : 1 on it; the border is the one the chat itself uses. */
export const wordsOn = (colour: string) => (luminance(colour) < 0.183 ? '#ffffff' : '#000000');

export const isColour = (text: string) => /^#[0-9a-f]{6}$/iu.test(text);

/** "0b6a74", "#abc" and stray spaces are understood. */
export function tidyColour(text: string): string {
  const bare = text.trim().replace(/^#?/u, '#').toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/u.exec(bare);
  return short
    ? `#${short
        .slice(1)
        .map((sign) => sign + sign)
        .join('')}`
    : bare;
}
