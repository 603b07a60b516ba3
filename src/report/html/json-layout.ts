const deepest = 100;

/**
 * A JSON text laid out with two spaces a level, every token spelt as it was: parsing and printing it again would
 * round large integers and drop repeated keys, which are what a reader may be looking for.
 * @returns `undefined` for what is no JSON, or is nested too deep to be read indented
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
