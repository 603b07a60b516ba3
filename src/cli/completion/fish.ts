import { described, type Shell } from './shell.ts';

/** fish replaces the whole word, quotes it, and shows descriptions. */
export const fish: Shell = {
  script: `# fish completion for webhook-sim. It queries the program, so it never goes out of date.
#
# In ~/.config/fish/config.fish:
#   webhook-sim completion fish | source

function __webhook_sim_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    # Unquoted. string unescape fails on a trailing backslash.
    set -l word (string unescape -- "$typed"; or echo -- "$typed")
    set -l program $words[1]
    if string match -qr '(^|/)npx$' -- $words[1]
        # Never fetched for this: it has to be installed.
        set program npx --no-install webhook-sim
        set -l folder $PWD
        while test -n "$folder"; and not test -x "$folder/node_modules/.bin/webhook-sim"
            set folder (string replace -r '/[^/]*$' '' -- $folder)
        end
        test -n "$folder"; and set program "$folder/node_modules/.bin/webhook-sim"
        set words $words[(contains -i -- webhook-sim $words)..]
    end
    set -l answer ($program completion fish -- $words[2..] "$word" 2>/dev/null)
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

function __webhook_sim_by_npx
    set -l words (string match -rv '^-' -- (commandline -opc))
    test "$words[2]" = webhook-sim
end

complete -c webhook-sim -f -a '(__webhook_sim_complete)'
complete -c npx -n __webhook_sim_by_npx -f -a '(__webhook_sim_complete)'
`,
  words: (args) => args,
  answer({ prefix, values, files }) {
    if (files === true) return [`files ${prefix}`];
    return ['words', ...values.map((offer) => described({ ...offer, value: prefix + offer.value }, '\t'))];
  },
};
