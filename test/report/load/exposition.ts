/** A sample as Prometheus would store it. */
export interface Scraped {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ScrapedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Scraped[];
}

const sampleLine =
  /^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>.*)\})? (?<value>NaN|[+-]?(?:Inf|\d+(?:\.\d+)?(?:e[+-]?\d+)?))$/;
const label = /(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<text>(?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;

/**
 * Reads the Prometheus text format 0.0.4, and none of the liberties that it allows: HELP, then TYPE, then the samples
 * of the family, without blank lines; no two samples alike; a line feed at the very end.
 */
export function scrape(text: string): ScrapedFamily[] {
  if (!text.endsWith('\n') || text.endsWith('\n\n')) throw new Error('it must end with one line feed');
  const families: (ScrapedFamily & { readonly samples: Scraped[] })[] = [];
  const names = new Set<string>();
  const seen = new Set<string>();
  const lines = text.slice(0, -1).split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const help = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\]|\\[\\n])*)$/.exec(line);
    if (help !== null) {
      const [, name = '', words = ''] = help;
      const type = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(lines[at + 1] ?? '');
      if (type?.[1] !== name) throw new Error(`no TYPE behind the HELP of ${name}`);
      if (names.has(name)) throw new Error(`${name} is there twice`);
      names.add(name);
      families.push({ name, type: type[2] ?? '', help: plainText(words), samples: [] });
      at += 1;
      continue;
    }
    const sample = readSample(line);
    const family = families.at(-1);
    const suffix = family?.type === 'summary' ? '(?:_sum|_count)?' : '';
    if (family === undefined || !new RegExp(`^${family.name}${suffix}$`).test(sample.name)) {
      throw new Error(`a sample of no family: ${line}`);
    }
    const identity = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (seen.has(identity)) throw new Error(`a sample twice: ${line}`);
    seen.add(identity);
    family.samples.push(sample);
  }
  return families;
}

function readSample(line: string): Scraped {
  const { name, labels = '', value } = sampleLine.exec(line)?.groups ?? {};
  if (name === undefined || value === undefined) throw new Error(`not a sample: ${line}`);
  const read: Record<string, string> = {};
  label.lastIndex = 0;
  while (label.lastIndex < labels.length) {
    const { name: key, text } = label.exec(labels)?.groups ?? {};
    if (key === undefined || text === undefined) throw new Error(`not labels: ${labels}`);
    if (key in read) throw new Error(`a label twice: ${labels}`);
    read[key] = plainText(text);
  }
  return { name, labels: read, value: Number(value.replace('Inf', 'Infinity')) };
}

const plainText = (text: string): string => text.replace(/\\(.)/g, (_, next) => (next === 'n' ? '\n' : next));
