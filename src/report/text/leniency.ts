/** What a summary says first where every failure is of the kind that the platform is known to take. */
export const leniencySentence =
  'Every failure is about the shape of the response alone, and the platform is known to be lenient there: `--contract status` judges the status alone.';
