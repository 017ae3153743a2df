export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * Each script hands the words up to the cursor to the hidden `__complete` command, which prints one candidate per line,
 * a tab, and what it is. A single line `:directories` asks for folders instead.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for twinberth
_twinberth() {
  local line candidates=()
  while IFS= read -r line; do
    candidates+=("\${line%%$'\\t'*}")
  done < <("\${COMP_WORDS[0]}" __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ \${candidates[0]-} == :directories ]]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY=()
    while IFS= read -r line; do
      COMPREPLY+=("$line")
    done < <(compgen -d -- "\${COMP_WORDS[COMP_CWORD]}")
  else
    COMPREPLY=("\${candidates[@]}")
  fi
}
complete -F _twinberth twinberth
`,
  zsh: `#compdef twinberth
_twinberth() {
  local line
  local -a candidates
  while IFS= read -r line; do
    if [[ $line == :directories* ]]; then
      _files -/
      return
    fi
    candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe 'twinberth' candidates
}
if [[ \${funcstack[1]-} == _twinberth ]]; then _twinberth "$@"; else compdef _twinberth twinberth; fi
`,
  fish: `# fish completion for twinberth
function __twinberth_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l candidates ($words[1] __complete -- $words[2..-1] 2>/dev/null)
  if string match -q ":directories*" -- "$candidates[1]"
    __fish_complete_directories (commandline -ct)
  else
    printf '%s\\n' $candidates
  end
end
complete -c twinberth -f -a '(__twinberth_complete)'
`,
};
