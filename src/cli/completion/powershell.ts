import { printable } from '../../report/text/escape.ts';
import type { Shell } from './shell.ts';

/** Between the words in the one argument of the script. */
const separator = '\x1f';

/**
 * PowerShell hands over parsed words and replaces the whole word. Versions before 7.3 drop empty arguments, and the
 * scripts that npm installs swallow `--`: so the words are one argument, with a `+` before it.
 */
export const powershell: Shell = {
  script: `# PowerShell completion for webhook-sim. It queries the program, so it never goes out of date.
#
# In the file that $PROFILE names:
#   webhook-sim completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName webhook-sim, npx -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
    ForEach-Object {
      $text = $_.Extent.Text
      $length = [Math]::Min($text.Length, $cursorPosition - $_.Extent.StartOffset)
      $text.Substring(0, $length).Trim("'", '"')
    })
  if ("$wordToComplete".Trim("'", '"') -eq '') { $words += '' }
  $program = @($words[0])
  $from = 1
  if ([IO.Path]::GetFileNameWithoutExtension($words[0]) -eq 'npx') {
    while ($from -lt $words.Count -and $words[$from].StartsWith('-')) { $from += 1 }
    if ($from -ge $words.Count - 1 -or $words[$from] -ne 'webhook-sim') { return }
    # Never fetched: it has to be installed.
    $program = @('npx', '--no-install', 'webhook-sim')
    $from += 1
  }
  $typed = '+' + ($words[$from..($words.Count - 1)] -join [char]31)
  $rest = @($program | Select-Object -Skip 1) + @('completion', 'powershell', $typed)
  $answer = @(& $program[0] @rest 2>$null)
  $answer | Select-Object -Skip 1 | ForEach-Object {
    $insert, $shown, $about = $_ -split "\`t"
    [System.Management.Automation.CompletionResult]::new($insert, $shown, 'ParameterValue', $about)
  }
}
`,
  words: ([line = '']) => line.slice(1).split(separator),
  // Without an answer, PowerShell completes paths.
  answer({ prefix, values, files }) {
    if (files === true) return ['files'];
    const lines = values.map(({ value, about }) =>
      [quoted(`${prefix}${value}`), value, about === undefined ? value : printable(about)].join('\t'),
    );
    return ['words', ...lines];
  },
};

/** Quoted where PowerShell would read more than a word: a comma makes a list. */
const quoted = (text: string): string =>
  /^[\p{L}\p{N}_./:=+-]+$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
