package dev.runsc.conformance.cli;

import dev.runsc.conformance.result.Verdict;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the command line. */
@Command(
    name = "completion",
    description = "Prints a script that makes bash and zsh complete commands and options.",
    footer = {"", "Example:", "  source <(conformance completion)"},
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  CompletionCommand() {}

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return Verdict.AS_EXPECTED;
  }
}
