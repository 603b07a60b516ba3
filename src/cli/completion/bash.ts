import type { Shell } from './shell.ts';

/**
 * bash splits words at COMP_WORDBREAKS, which include `=` and `:`, and replaces only the last piece (`$2`). So the
 * script passes the line and that piece, and the program returns replacements for the piece. The script is limited to
 * bash 3.2, the version of macOS.
 */
export const bash: Shell = {
  script: `# bash completion for webhook-sim. It queries the program, so it never goes out of date.
#
# In ~/.bashrc:
#   eval "$(webhook-sim completion bash)"
# or, where bash-completion is installed, once:
#   mkdir -p ~/.local/share/bash-completion/completions
#   webhook-sim completion bash > ~/.local/share/bash-completion/completions/webhook-sim

# Completes a line ($1) whose last piece is $2; the rest runs the program.
_webhook_sim_reply() {
  local kind= line typed=$1 last=$2
  shift 2
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS= read -r line; do COMPREPLY[\${#COMPREPLY[@]}]=$line; done
  } < <("$@" completion bash -- "$typed" "$last" 2>/dev/null)
  case $kind in
    open) compopt -o nospace 2>/dev/null ;;
    files) compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$last")) ;;
  esac
}

_webhook_sim() {
  _webhook_sim_reply "\${COMP_LINE:0:COMP_POINT}" "$2" "\${1/#\\~/$HOME}"
}

# npx webhook-sim, which is never fetched for this: it has to be installed.
_webhook_sim_npx() {
  local i=1 typed="\${COMP_LINE:0:COMP_POINT}" folder=$PWD
  while [[ $i -lt $COMP_CWORD && \${COMP_WORDS[i]} == -* ]]; do i=$((i + 1)); done
  if [[ $i -ge $COMP_CWORD ]]; then
    COMPREPLY=($(compgen -W webhook-sim -- "$2"))
  elif [[ \${COMP_WORDS[i]} == webhook-sim ]]; then
    while [[ -n $folder && ! -x $folder/node_modules/.bin/webhook-sim ]]; do folder=\${folder%/*}; done
    if [[ -n $folder ]]; then
      _webhook_sim_reply "webhook-sim\${typed#*webhook-sim}" "$2" "$folder/node_modules/.bin/webhook-sim"
    else
      _webhook_sim_reply "webhook-sim\${typed#*webhook-sim}" "$2" npx --no-install webhook-sim
    fi
  fi
}

complete -F _webhook_sim webhook-sim
complete -p npx >/dev/null 2>&1 || complete -o default -F _webhook_sim_npx npx
`,
  words: ([line = '']) => readBashLine(line).words,
  answer({ prefix, values, files }, [line = '', piece = '']) {
    if (files === true) return ['files'];
    const { words, quote } = readBashLine(line);
    const typed = words.at(-1) ?? '';
    const pieceTyped = readBashLine(`_ ${quote}${piece}`).words.at(-1) ?? '';
    const kept = typed.endsWith(pieceTyped) ? typed.length - pieceTyped.length : 0;
    const open = values.length > 0 && values.every((offer) => offer.open === true);
    const replies = values.map(({ value }) => bashQuoted(`${prefix}${value}`.slice(kept), quote));
    return [open ? 'open' : 'words', ...replies];
  },
};

/** A command line up to the cursor, as bash splits it. */
export interface BashLine {
  /** Unquoted, without the program's name; the last one is empty after a blank. */
  readonly words: readonly string[];
  /** The open quote of the last word. */
  readonly quote: '' | "'" | '"';
}

/** A quoted part, possibly without its end; an escaped character; blanks; anything else. */
const piece = /'([^']*)('?)|"((?:\\.|[^"\\])*)("?)|\\(.?)|(\s+)|([^\s\\'"]+)/gs;

/** Splits a line into words. Expansions stay as they are typed. */
export function readBashLine(line: string): BashLine {
  const words: string[] = [''];
  let quote: BashLine['quote'] = '';
  for (const [, single, endOfSingle, double, endOfDouble, escaped, blanks, plain] of line
    .trimStart()
    .matchAll(piece)) {
    if (blanks !== undefined) {
      words.push('');
      continue;
    }
    if (endOfSingle === '') quote = "'";
    if (endOfDouble === '') quote = '"';
    const text = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '';
    words.push(`${words.pop() ?? ''}${text}`);
  }
  return { words: words.slice(1), quote };
}

/** Quotes a text for use after this quote. */
export function bashQuoted(text: string, quote: BashLine['quote']): string {
  if (quote === "'") return text.replaceAll("'", "'\\''");
  return text.replace(quote === '"' ? /["\\$`]/g : /[^\p{L}\p{N}_@%+=:,./-]/gu, '\\$&');
}
