import { described, type Shell } from './shell.ts';

/** fish replaces the whole word, quotes it, and shows descriptions. */
export const fish: Shell = {
  script: `# fish completion for webhook-sim. It queries the program, so it never goes out of date.
#
# Once:
#   webhook-sim completion fish > ~/.config/fish/completions/webhook-sim.fish

function __webhook_sim_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    # Unquoted. string unescape fails on a trailing backslash.
    set -l word (string unescape -- "$typed"; or echo -- "$typed")
    set -l answer ($words[1] completion fish -- $words[2..] "$word" 2>/dev/null)
    switch "$answer[1]"
        case 'files *'
            set -l prefix (string sub -s 7 -- $answer[1])
            set -l from (math (string length -- "$prefix") + 1)
            for path in (__fish_complete_path (string sub -s $from -- "$word"))
                echo -- $prefix$path
            end
        case words
            printf '%s\\n' $answer[2..]
    end
end

complete -c webhook-sim -f -a '(__webhook_sim_complete)'
`,
  words: (args) => args,
  answer({ prefix, values, files }) {
    if (files === true) return [`files ${prefix}`];
    return ['words', ...values.map((offer) => described({ ...offer, value: prefix + offer.value }, '\t'))];
  },
};
