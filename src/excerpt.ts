const longest = 200;

/**
 * At most 200 characters of a text, with an ellipsis where it was cut. Control characters are left as they
 * are: whoever shows it escapes them.
 */
export function excerpt(text: string, limit: number = longest): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  // Not in the middle of a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
