/** JUnit extension, assertions and waiting for code that drives {@code runsc}. */
module dev.runsc.testkit {
  requires transitive dev.runsc;
  requires transitive dev.runsc.fake;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.runsc.testkit;
}
