const deepest = 100;

/**
 * A JSON text indented by two spaces a level, with every token unchanged: parsing and printing it would round large
 * integers and drop duplicate keys, which may be what the reader is looking for.
 * @returns `undefined` for text that is not JSON, or is nested too deep to be read
 */
export function jsonLayout(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let depth = 0;
  let laidOut = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth > deepest) return undefined;
      laidOut += token + newLine(depth);
    } else if (token === '}' || token === ']') {
      depth -= 1;
      laidOut += newLine(depth) + token;
    } else if (token === ',') laidOut += token + newLine(depth);
    else if (token === ':') laidOut += ': ';
    else laidOut += /^[{[]/.test(token) ? token.replace(/\s/g, '') : token;
  }
  return laidOut;
}

const newLine = (depth: number): string => `\n${'  '.repeat(depth)}`;
