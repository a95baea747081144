package stampede.load;

import stampede.contract.RawProtocol;
import stampede.contract.Work;
import stampede.linux.Address;

/**
 * What is flooded: an address and the protocol spoken there. Immutable.
 *
 * <p>Written {@code raw://HOST:PORT}, {@code raw+unix:/path}, {@code raw+unix:@name}, {@code
 * http://HOST:PORT/PATH}, {@code http+unix:/socket/path:/http/path}; a host of IPv6 stands in
 * brackets.
 *
 * @param text as it was written
 * @param address where
 * @param kind the protocol
 * @param host what an HTTP request names as its host; empty for raw
 * @param path the HTTP path, in which {@code {id}} stands for the request id; empty for raw
 */
public record Target(String text, Address address, Kind kind, String host, String path) {
  private static final int HTTP_PORT = 80;
  private static final int MAX_PATH_CHARS = 1024;

  /** Protocols. */
  public enum Kind {
    /** {@link RawProtocol}. */
    RAW,
    /** HTTP/1.1, spoken as {@link HttpOptions} say. */
    HTTP
  }

  /**
   * Reads a target as people write it.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Target parse(String text) {
    if (text.startsWith("raw+unix:")) {
      return raw(text, new Address.Unix(text.substring("raw+unix:".length())));
    }
    if (text.startsWith("raw://")) {
      return raw(text, internet(text.substring("raw://".length()), text));
    }
    if (text.startsWith("http+unix:")) {
      return httpUnix(text, text.substring("http+unix:".length()));
    }
    if (text.startsWith("http://")) {
      return http(text, text.substring("http://".length()));
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a target: write raw://HOST:PORT, raw+unix:PATH, http://HOST:PORT/PATH or"
            + " http+unix:SOCKET:/PATH");
  }

  private static Target raw(String text, Address address) {
    return new Target(text, address, Kind.RAW, "", "");
  }

  private static Target http(String text, String rest) {
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "/" : rest.substring(slash);
    boolean hasPort = host.matches(".*[^:\\[]:\\d+") && !host.endsWith("]");
    Address address = internet(hasPort ? host : host + ":" + HTTP_PORT, text);
    return new Target(text, address, Kind.HTTP, host, checkedPath(path, text));
  }

  private static Target httpUnix(String text, String rest) {
    int colon = rest.indexOf(":/");
    Address address = new Address.Unix(colon < 0 ? rest : rest.substring(0, colon));
    String path = colon < 0 ? "/" : rest.substring(colon + 1);
    return new Target(text, address, Kind.HTTP, "localhost", checkedPath(path, text));
  }

  private static Address internet(String place, String text) {
    if (place.startsWith("/") || place.contains("/") || place.startsWith("unix:")) {
      throw new IllegalArgumentException("'" + text + "' is not a target: HOST:PORT was expected");
    }
    Address address = Address.parse(place);
    if (address instanceof Address.Internet internet && internet.port() == 0) {
      throw new IllegalArgumentException("'" + text + "': port 0 is nobody's: name the port");
    }
    return address;
  }

  private static String checkedPath(String path, String text) {
    if (path.length() > MAX_PATH_CHARS || !path.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "'" + text + "': the path must be at most " + MAX_PATH_CHARS + " printable characters");
    }
    return path;
  }

  /**
   * The client's side of the protocol for {@code slots} requests at once, for one thread.
   *
   * @param manyAtOnce whether answers of many slots may come before the first is taken in
   */
  Protocol exchange(int slots, Work work, HttpOptions http, boolean manyAtOnce) {
    return switch (kind) {
      case RAW -> new RawExchange(slots, work.kind());
      case HTTP -> {
        HttpRequest request = HttpRequest.of(this, work, http);
        yield manyAtOnce
            ? HttpExchange.ofManyAtOnce(slots, request, http)
            : new HttpExchange(slots, request, http);
      }
    };
  }

  /** The length of one request. */
  int requestBytes(Work work, HttpOptions http) {
    return switch (kind) {
      case RAW -> RawProtocol.REQUEST_BYTES;
      case HTTP -> HttpRequest.of(this, work, http).sizeBytes();
    };
  }
}
