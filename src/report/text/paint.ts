/** Colours by what they mean. Each takes a text and gives it back, coloured or as it was. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  accent(text: string): string;
}

const plain = (text: string): string => text;

export const noPaint: Paint = {
  strong: plain,
  faint: plain,
  good: plain,
  bad: plain,
  warn: plain,
  accent: plain,
};

/** A named fact: `  received 200 OK`. */
export const factLine = (name: string, text: string, paint: Paint): string =>
  `  ${paint.faint(name.padEnd(9))}${text}`;

/** Loads the colours, for a terminal that wants them; for any other there is nothing to load. */
export async function loadPaint(wanted: boolean): Promise<Paint> {
  if (!wanted) return noPaint;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    bad: chalk.red,
    warn: chalk.yellow,
    accent: chalk.cyan,
  };
}
