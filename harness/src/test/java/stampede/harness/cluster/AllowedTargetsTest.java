package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.cluster.WorkRefusedException;
import stampede.linux.Address;

@Timeout(60)
class AllowedTargetsTest {
  private static final AllowedTargets NONE = new AllowedTargets(List.of());
  private static final AllowedTargets SOME =
      new AllowedTargets(List.of(AllowedTargets.Network.parse("192.0.2.0/24")));
  private static final Address REMOTE = Address.parse("192.0.2.7:80");

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.77/25, 192.0.2.127, true",
    "192.0.2.77/25, 192.0.2.128, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/31, 2001:db9::1, true",
    "2001:db8::/32, 2001:db9::1, false"
  })
  void aNetworkHoldsItsAddresses(String network, String address, boolean holds)
      throws UnknownHostException {
    assertThat(AllowedTargets.Network.parse(network).contains(InetAddress.getByName(address)))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/8", "example.org/8", "192.0.2.0/33", "192.0.2.0/-1", "::/129", "1/x"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> AllowedTargets.Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a network: write it such as");
  }

  @Test
  void thisMachineIsAlwaysAllowed() {
    NONE.require(Address.parse("127.0.0.1:80"), false);
    NONE.require(Address.parse("[::1]:80"), false);
    NONE.require(Address.parse("unix:/run/server"), false);
  }

  @Test
  void anotherMachineNeedsBothSides() {
    SOME.require(REMOTE, true);
    assertThatThrownBy(() -> NONE.require(REMOTE, true))
        .isInstanceOf(WorkRefusedException.class)
        .hasMessageContaining("--allow-target");
    assertThatThrownBy(() -> SOME.require(REMOTE, false))
        .isInstanceOf(WorkRefusedException.class)
        .hasMessageContaining("--allow-remote");
    assertThatThrownBy(() -> SOME.require(Address.parse("192.0.3.7:80"), true))
        .isInstanceOf(WorkRefusedException.class);
  }
}
