package stampede.server.spawner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stampede.contract.Scoreboard;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.server.Settings;
import stampede.server.strategy.HandlerPlace;

/**
 * The places of one handler process as a message carries them: each descriptor once, and for every
 * handler the numbers of its own among them.
 *
 * <pre>SLOT:LISTENER:PROVIDED.PROVIDED SLOT:LISTENER: ...</pre>
 *
 * @param text which handler has which descriptors
 * @param descriptors all of them
 */
record PlaceList(String text, List<Descriptor> descriptors) {
  /** Writes places down. */
  static PlaceList of(List<HandlerPlace> places) {
    List<Descriptor> descriptors = new ArrayList<>();
    String text =
        places.stream()
            .map(
                place ->
                    place.slot().handler()
                        + ":"
                        + indexOf(place.listener(), descriptors)
                        + ":"
                        + place.provided().stream()
                            .map(one -> String.valueOf(indexOf(one, descriptors)))
                            .collect(Collectors.joining(".")))
            .collect(Collectors.joining(" "));
    return new PlaceList(text, descriptors);
  }

  private static int indexOf(Descriptor one, List<Descriptor> all) {
    if (!all.contains(one)) {
      all.add(one);
    }
    return all.indexOf(one);
  }

  /** The places it tells of, in the process that received it; owns the descriptors. */
  List<HandlerPlace> places(int handlers, Scoreboard scoreboard, Settings settings) {
    Map<Integer, ListeningSocket> listeners = new HashMap<>();
    List<HandlerPlace> places = new ArrayList<>();
    for (String place : text.split(" ", -1)) {
      String[] parts = place.split(":", -1);
      places.add(
          new HandlerPlace(
              scoreboard.slot(Integer.parseInt(parts[0])),
              handlers,
              listeners.computeIfAbsent(
                  Integer.parseInt(parts[1]), i -> ListeningSocket.adopt(descriptors.get(i))),
              scoreboard,
              settings,
              provided(parts[2])));
    }
    return places;
  }

  private List<Descriptor> provided(String indexes) {
    return indexes.isEmpty()
        ? List.of()
        : Arrays.stream(indexes.split("\\.", -1))
            .map(index -> descriptors.get(Integer.parseInt(index)))
            .toList();
  }
}
