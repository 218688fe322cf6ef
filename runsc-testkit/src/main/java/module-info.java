/** JUnit extension, assertions and bundles for tests of code that drives {@code runsc}. */
// The suite comes after the kit, so it is not there yet when this is compiled.
@SuppressWarnings("module")
module dev.runsc.testkit {
  requires transitive dev.runsc;
  requires transitive dev.runsc.fake;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires static awaitility;
  requires static org.jspecify;
  requires tools.jackson.databind;

  uses dev.runsc.testkit.ContainerTargetProvider;

  provides dev.runsc.testkit.ContainerTargetProvider with
      dev.runsc.testkit.testcontainers.GvisorContainers;

  exports dev.runsc.testkit;
  exports dev.runsc.testkit.awaitility;
  // What the next two need are no modules (WireMock's jar is not even a valid automatic one) and
  // stays on the class path; internal.OptionalLibrary makes this module read it where it is there.
  exports dev.runsc.testkit.testcontainers;
  exports dev.runsc.testkit.wiremock;
  exports dev.runsc.testkit.internal to
      dev.runsc.conformance;

  // Extensions are made by reflection.
  opens dev.runsc.testkit to
      org.junit.platform.commons;
}
