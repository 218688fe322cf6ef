/**
 * The conformance suite and its gate: an application, which exports nothing but how to bring a
 * target of one's own. JUnit runs the scenarios, picocli the command line.
 */
module dev.runsc.conformance {
  requires com.samskivert.jmustache;
  requires dev.runsc;
  requires dev.runsc.fake;
  requires dev.runsc.testkit;
  requires info.picocli;
  requires io.github.javadiffutils;
  requires java.xml;
  requires me.tongfei.progressbar;
  requires org.apache.commons.compress;
  requires org.assertj.core;
  requires org.junit.jupiter.api;
  requires org.junit.platform.engine;
  requires org.junit.platform.launcher;
  requires static org.jspecify;
  requires tools.jackson.databind;

  exports dev.runsc.conformance.spi;

  uses dev.runsc.conformance.spi.TargetProvider;

  opens dev.runsc.conformance to
      org.junit.platform.commons;
  opens dev.runsc.conformance.scenarios to
      org.junit.platform.commons;
  opens dev.runsc.conformance.cli to
      info.picocli;
}
