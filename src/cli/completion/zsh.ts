import { described, type Shell } from './shell.ts';

/** zsh replaces what follows the prefix, quotes it, and shows descriptions. */
export const zsh: Shell = {
  script: `#compdef webhook-sim npx
# zsh completion for webhook-sim. It queries the program, so it never goes out of date.
#
# In ~/.zshrc, below the line with compinit:
#   eval "$(webhook-sim completion zsh)"
# or once, into a folder of $fpath:
#   webhook-sim completion zsh > "\${fpath[1]}/_webhook-sim"

_webhook-sim() {
  local line kind prefix named=\${(Q)words[1]} folder=$PWD
  local -a program answer closed open
  program=("\${named/#\\~/$HOME}")
  if [[ $service == npx ]]; then
    while (( CURRENT > 2 )) && [[ $words[2] == -* ]]; do shift words; (( CURRENT-- )); done
    if (( CURRENT == 2 )); then compadd webhook-sim; return; fi
    if [[ \${(Q)words[2]} != webhook-sim ]]; then _default; return; fi
    shift words
    (( CURRENT-- ))
    # Never fetched for this: it has to be installed.
    while [[ -n $folder && ! -x $folder/node_modules/.bin/webhook-sim ]]; do folder=\${folder%/*}; done
    program=(npx --no-install webhook-sim)
    [[ -n $folder ]] && program=($folder/node_modules/.bin/webhook-sim)
  fi
  answer=("\${(@f)$("\${program[@]}" completion zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  kind=\${answer[1]%% *} prefix=\${answer[1]#* }
  [[ -n $prefix ]] && compset -p \${#prefix}
  for line in "\${(@)answer[2,-1]}"; do
    if [[ $line == +* ]]; then open+=("\${line#+}"); else closed+=("\${line#-}"); fi
  done
  case $kind in
    files) _files ;;
    words)
      _describe -t words 'webhook-sim' closed -- open -S ''
      ;;
  esac
}

if [[ $funcstack[1] == _webhook-sim ]]; then
  _webhook-sim "$@"
else
  compdef _webhook-sim webhook-sim
  [[ -n $_comps[npx] ]] || compdef _webhook-sim npx
fi
`,
  words: (args) => args,
  answer({ prefix, values, files }) {
    // For _describe, a colon ends the word.
    const lines = values.map(
      (offer) =>
        `${offer.open === true ? '+' : '-'}${described(offer, ':', (text) => text.replace(/[\\:]/g, '\\$&'))}`,
    );
    return [`${files === true ? 'files' : 'words'} ${prefix}`, ...lines];
  },
};
