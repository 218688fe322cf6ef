/** The typed client for gVisor's {@code runsc}. */
module dev.runsc {
  requires static org.jspecify;
  requires tools.jackson.databind;

  exports dev.runsc;
}
