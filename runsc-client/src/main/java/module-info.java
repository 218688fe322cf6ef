/** The typed client for gVisor's {@code runsc}. */
module dev.runsc {
  requires static org.jspecify;
  requires org.newsclub.net.unix;
  requires tools.jackson.databind;

  exports dev.runsc;
}
