package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9000",
        "0.0.0.0:0",
        "[::1]:9000",
        "[::]:65535",
        "[2001:db8::1:0:0:2]:1",
        "[1:2:3:4:5:6:7:8]:80",
        "[fe80::1%1]:80",
        "unix:/run/a.sock",
        "unix:@name"
      })
  void isWrittenAsItIsRead(String text) {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9000",
        "[::1]:9000",
        "[fe80::1%1]:80",
        "unix:/run/a.sock",
        "unix:@name",
        "unix:@"
      })
  void comesBackFromTheBytesOfTheKernel(String text) {
    Address address = Address.parse(text);
    NativeBuffer sockaddr = address.encode();

    assertThat(Address.decode(sockaddr, (int) sockaddr.sizeBytes())).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "9000, write HOST:PORT",
    ":9000, write HOST:PORT",
    "[]:9000, host is missing",
    "127.0.0.1:, port must be a number",
    "127.0.0.1:http, port must be a number",
    "127.0.0.1:65536, not between 0 and 65535",
    "127.0.0.1:-1, not between 0 and 65535",
    "[::1:9000, no such host",
    "unix:, 1 to 107 bytes"
  })
  void refusesWhatIsNoAddressInWordsForPeople(String text, String message) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAPathTheKernelCannotHold() {
    assertThat(new Address.Unix("/" + "x".repeat(106)).encode().sizeBytes()).isEqualTo(110);
    assertThatThrownBy(() -> new Address.Unix("/" + "x".repeat(107)))
        .hasMessageContaining("not 108");
  }

  @Test
  void aPathThatFillsTheStructureNeedsNoZeroAtItsEnd() {
    NativeBuffer sockaddr = NativeBuffer.allocate(109);
    sockaddr.putBytes(0, new Address.Unix("/" + "x".repeat(106)).encode().getBytes(0, 109));

    assertThat(Address.decode(sockaddr, 109)).hasToString("unix:/" + "x".repeat(106));
  }

  @Test
  void portIsInNetworkOrder() {
    NativeBuffer sockaddr = Address.parse("127.0.0.1:8080").encode();

    assertThat(sockaddr.getBytes(2, 6)).containsExactly(0x1f, 0x90, 127, 0, 0, 1);
  }

  @Test
  void scopeOfALinkLocalAddressIsKept() throws UnknownHostException {
    byte[] host = InetAddress.getByName("fe80::1").getAddress();
    Address address = new Address.Internet(Inet6Address.getByAddress(null, host, 5), 80);

    assertThat(address.encode().getInt(24)).isEqualTo(5);
  }

  @Test
  void knowsWhatStaysOnThisMachine() {
    assertThat(Address.parse("127.0.0.1:1").isLocal()).isTrue();
    assertThat(Address.parse("[::1]:1").isLocal()).isTrue();
    assertThat(Address.parse("unix:@a").isLocal()).isTrue();
    assertThat(Address.parse("192.0.2.1:1").isLocal()).isFalse();
    assertThat(Address.parse("0.0.0.0:1").isLocal()).isFalse();
  }

  @Test
  void anotherPortKeepsTheHost() {
    assertThat(((Address.Internet) Address.parse("127.0.0.1:1")).withPort(2))
        .hasToString("127.0.0.1:2");
  }

  @Test
  void anAbstractNameHasNoPath() {
    assertThat(new Address.Unix("@a").isAbstract()).isTrue();
    assertThat(new Address.Unix("/a").isAbstract()).isFalse();
    assertThat(new Address.Unix("/a").path()).hasToString("/a");
  }
}
