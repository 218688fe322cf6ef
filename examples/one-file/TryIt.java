///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS dev.runsc:runsc-testkit:0.1.0-SNAPSHOT

import dev.runsc.DeleteOptions;
import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.OciBundle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The client and the fake in one file, without a project: {@code jbang TryIt.java}, or {@code java -cp … TryIt.java}.
 * With the path of a real runsc as its argument it makes the same calls on that, which takes root.
 */
class TryIt {
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("try-it-");
    Path bundle = OciBundle.in(directory.resolve("bundle")).args("sleep", "1000").write();
    if (args.length > 0) {
      callsOn(Path.of(args[0]), directory, bundle);
      return;
    }
    try (FakeRunsc fake = FakeRunsc.start(directory.resolve("fake"))) {
      callsOn(fake.executable(), directory, bundle);
      fake.invocations().forEach(call -> System.out.println(String.join(" ", call.argv())));
    }
  }

  private static void callsOn(Path executable, Path directory, Path bundle) {
    Runsc runsc =
        Runsc.builder()
            .command(executable)
            .root(directory.resolve("root"))
            .config("platform", "ptrace")
            .config("network", "none")
            .config("ignore-cgroups", "true")
            .build();
    System.out.println(runsc.version());
    runsc.create("try-it", bundle);
    runsc.start("try-it");
    runsc.list().forEach(System.out::println);
    runsc.delete("try-it", DeleteOptions.builder().force(true).build());
  }
}
