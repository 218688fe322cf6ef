/** A program that uses the client as a module. */
module consumer {
  requires dev.runsc;
}
