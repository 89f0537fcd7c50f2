import { RootCommand } from "@bomb.sh/tab";
import { Argument, type Command } from "commander";
import type { CommandContext } from "../shared/context.js";
import { type CommonOptions, commonOptions } from "../shared/options.js";
import { printedBy } from "./printed-by.js";

const shells = ["bash", "zsh", "fish", "powershell"] as const;

/** Where each shell reads what it is to run at its start. */
const installs: Readonly<Record<(typeof shells)[number], string>> = {
  bash: "mi-braze completion bash >> ~/.bashrc",
  zsh: "mi-braze completion zsh >> ~/.zshrc",
  fish: "mi-braze completion fish > ~/.config/fish/completions/mi-braze.fish",
  powershell: "mi-braze completion powershell >> $PROFILE",
};

export function configure(command: Command, context: CommandContext): void {
  commonOptions(command)
    .addArgument(new Argument("<shell>", "the shell that you use").choices(shells))
    .addHelpText(
      "after",
      `\nInstalls it for new shells:\n${shells.map((shell) => `  ${installs[shell]}`).join("\n")}\n\nIt completes commands, flags and their values, slugs of campaigns, fixtures and codes of findings. It is for\nmi-braze as a command on your PATH (npm install --global), not for npx.`,
    )
    .action((shell: (typeof shells)[number], options: CommonOptions) =>
      context.run(options, async ({ host }) => {
        const script = printedBy(() => new RootCommand().setup("mi-braze", "mi-braze", shell));
        host.stdout.writeFile(standingAlone(shell, script));
        return 0;
      }),
    );
}

/** With what a plain shell lacks: zsh completes nothing before compinit has run, and bash has helpers only from a package. */
function standingAlone(shell: (typeof shells)[number], script: string): string {
  if (shell === "zsh")
    return script.replace(
      /^(?=compdef )/m,
      "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n",
    );
  // The script turns bash's completion of files off where none may come, so it counts on its being on.
  return shell === "bash"
    ? `${script.replace(/^complete -F /m, "complete -o default -F ")}${helpersOfBash}`
    : script;
}

/** In place of the package bash-completion, which macOS and slim images do not have. */
const helpersOfBash = `
if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref() {
        words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD
        cur=\${COMP_WORDS[COMP_CWORD]}; prev=\${COMP_WORDS[COMP_CWORD-1]}
    }
fi
`;
