/**
 * At most `limit` characters of a text, with an ellipsis if it was cut. Control characters stay: escape them where
 * the text is shown.
 */
export function excerpt(text: string, limit = 200): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  // Never cut inside a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
