package stampede.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages where neither scripts nor styles are allowed, as Jenkins serves what it archived. */
@ExtendWith(OneBrowser.class)
@Timeout(120)
class BarePageIT {
  private static final String POLICY = "sandbox; default-src 'none'";

  private HttpServer server;
  private volatile byte[] page = {};

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TWO_HUNDRED_CELLS")
  void everythingIsThereAndLegible(PageKind kind, Browser browser) {
    String markup = kind.markup();
    page = markup.replace("<details", "<details open").getBytes(StandardCharsets.UTF_8);
    browser.media("screen", "light");
    browser.width(1280);
    browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Snapshot shown = Snapshot.of(browser);
    for (String element :
        List.of("h1", "h2", "h3", "table", "caption", "th", "td", "figure", "svg")) {
      assertThat(shown.count(element)).as(element).isEqualTo(count(markup, element));
    }
    assertThat(shown.hidden(List.of("h1", "h2", "svg"))).isEmpty();
    assertThat(shown.invisibleTexts()).isEmpty();
    assertThat(shown.count("button")).isZero();
  }

  private static int count(String markup, String element) {
    String body = markup.substring(0, markup.lastIndexOf("<script>"));
    return (int) Pattern.compile("<" + element + "[ >]").matcher(body).results().count();
  }
}
