package dev.runsc.conformance.cli;

import dev.runsc.conformance.spi.ProvidedTarget;
import dev.runsc.conformance.spi.TargetProvider;
import dev.runsc.conformance.targets.FakeTargets;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Script;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A target as a user brings it: {@code lying:list} is a fake that says something wrong of {@code
 * list}, {@code lying:} one that does not, {@code lying:sometimes} one that does so every other
 * time, {@code lying:absent} cannot be had.
 */
public final class LyingTargets implements TargetProvider {

  @Override
  public String scheme() {
    return "lying";
  }

  @Override
  public ProvidedTarget open(String argument, Path directory) throws IOException {
    FakeOptions honest = FakeTargets.options(Release.parse("20240729.0"), Optional.empty());
    String wrong = "{\"stdout\":\"[]\\n\"}";
    String replies =
        switch (argument) {
          case "" -> "";
          case "list" -> "{\"on\":{\"command\":\"list\"},\"reply\":" + wrong + "}";
          case "sometimes" ->
              "{\"on\":{\"command\":\"list\"},\"reply\":[{\"model\":true}," + wrong
                  + "],\"then\":\"model\"}";
          default -> throw new IOException("there is no lie about " + argument);
        };
    FakeRunsc fake =
        FakeRunsc.start(
            directory.resolve("fake"),
            honest.toBuilder().script(Script.parse("{\"replies\": [" + replies + "]}")).build());
    return ProvidedTarget.builder(fake.executable())
        .flag("--platform=ptrace")
        .flag("--network=none")
        .flag("--ignore-cgroups")
        .without("OWN_KERNEL")
        .onClose(fake::close)
        .build();
  }
}
