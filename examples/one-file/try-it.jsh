// The client and the fake in one file, for jshell. README.md says how it is run.
// tag::all[]
import dev.runsc.Runsc
import dev.runsc.fake.FakeRunsc
import dev.runsc.testkit.OciBundle
import java.nio.file.Files

var directory = Files.createTempDirectory("try-it-")
var fake = FakeRunsc.start(directory.resolve("fake"))
var runsc = Runsc.builder().command(fake.executable()).root(directory.resolve("root")).build()

runsc.create("try-it", OciBundle.in(directory.resolve("bundle")).write())
runsc.start("try-it")
runsc.list().forEach(one -> System.out.println(one.id() + " is " + one.status()))
fake.invocations().forEach(call -> System.out.println(call.command()))

fake.close()
/exit
// end::all[]
