# console.pl SOCKET REPORT COMMAND...: runs a command on a new pseudo-terminal, whose other end is sent to whoever
# listens on a Unix socket: one message, "pty-master", with one descriptor. REPORT gets "ok", or the reason if it
# could not be sent. Only what perl itself brings is used: neither a shell nor Java can do any of this.
use strict;
use warnings;
use Fcntl;
use POSIX ();
use Socket;

my ($socket_path, $report, @command) = @ARGV;

sub report {
  my ($text) = @_;
  open(my $file, '>', "$report.new") or exit 1;
  print $file $text;
  close($file);
  rename("$report.new", $report) or exit 1;
}

sub fail {
  report($_[0]);
  exit 1;
}

my %sendmsg = (x86_64 => 46, aarch64 => 211, riscv64 => 211, ppc64le => 341, s390x => 370);
my $call = $sendmsg{ (POSIX::uname())[4] } or fail('tool perl on this processor');

sysopen(my $master, '/dev/ptmx', O_RDWR | O_NOCTTY) or fail("tool $!");
my $unlocked = pack('i', 0);
my $number = pack('i', 0);
ioctl($master, 0x40045431, $unlocked) or fail("tool $!");
ioctl($master, 0x80045430, $number) or fail("tool $!");
sysopen(my $slave, '/dev/pts/' . unpack('i', $number), O_RDWR | O_NOCTTY) or fail("tool $!");

socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or fail("tool $!");
length($socket_path) < 108 or fail('connect Invalid argument');
connect($socket, pack_sockaddr_un($socket_path)) or fail("connect $!");
my $text = 'pty-master';
my $vector = pack('P Q', $text, length($text));
my $control = pack('Q i i i x4', 20, SOL_SOCKET, 1, fileno($master));
my $message = pack('Q I x4 P Q P Q i x4', 0, 0, $vector, 1, $control, length($control), 0);
syscall($call, fileno($socket), $message, 0) >= 0 or fail("connect $!");
close($socket);
close($master);

open(STDIN, '<&', $slave) or fail("tool $!");
open(STDOUT, '>&', $slave) or fail("tool $!");
open(STDERR, '>&', $slave) or fail("tool $!");
report('ok');
exec { $command[0] } @command;
exit 1;
