/** The fake {@code runsc} executable. */
module dev.runsc.fake {
  requires com.grack.nanojson;
  requires static org.jspecify;

  exports dev.runsc.fake;
}
