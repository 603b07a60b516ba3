/** Colours by their meaning. Each function returns the text coloured, or unchanged without colours. */
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

/** Loads chalk if colours are wanted; otherwise nothing is loaded. */
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
