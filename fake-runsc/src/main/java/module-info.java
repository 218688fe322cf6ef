/** The fake {@code runsc} executable. */
module dev.runsc.fake {
  requires com.grack.nanojson;
  requires static info.picocli;
  requires static org.jspecify;

  exports dev.runsc.fake;

  // fakectl's commands are found by reflection.
  opens dev.runsc.fake to
      info.picocli;
}
