package dev.runsc.conformance.spi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens targets that the suite has no word for: a runsc on another machine, behind a wrapper, in an
 * emulator. It is found by {@link java.util.ServiceLoader}; on the class path that takes a file
 * {@code META-INF/services/dev.runsc.conformance.spi.TargetProvider} with the name of the class.
 *
 * @since 0.1.0
 */
public interface TargetProvider {

  /**
   * The word that stands before the colon on the command line: {@code emulator} for {@code --target
   * emulator:arm64}.
   *
   * @return lower-case letters, not one of the suite's own words
   */
  String scheme();

  /**
   * Opens a target.
   *
   * @param argument what stands behind the colon; may be empty
   * @param directory an empty directory for what the target needs, removed after the run
   * @return the target, which the suite closes
   * @throws IOException if it cannot be had here; the message is shown
   */
  ProvidedTarget open(String argument, Path directory) throws IOException;
}
