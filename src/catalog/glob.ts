/**
 * Tells by full names which events a pattern means: `*` is any text, `?` any character. A pattern without a
 * slash is matched against the name without its platform: `contact.*` means `yuju/contact.updated`.
 */
export function eventMatcher(pattern: string): (id: string) => boolean {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (char) =>
    char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`,
  );
  const expression = new RegExp(`^${source}$`);
  return pattern.includes('/')
    ? (id) => expression.test(id)
    : (id) => expression.test(id.slice(id.indexOf('/') + 1));
}
