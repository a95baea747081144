package stampede.house;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Some cases of many, where all of them would take long. */
public final class Drawn {
  private Drawn() {}

  /**
   * So many of them, others each time the tests run; all of them with {@code
   * -Dstampede.thorough=true}.
   */
  public static <T> List<T> from(List<T> all, int count) {
    if (Boolean.getBoolean("stampede.thorough") || count >= all.size()) {
      return all;
    }
    List<T> drawn = new ArrayList<>(all);
    Collections.shuffle(drawn);
    return drawn.subList(0, count);
  }
}
