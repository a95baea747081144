package stampede.server.spawner;

import java.util.List;
import stampede.contract.HandlerSlot;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.HandlerPlace;

/** The crew of a server whose handlers are threads of the spawner's process. */
final class HandlerCrew implements HandlerGroup {
  private final CrewStrategy strategy;
  private final CrewPlace place;
  private final List<HandlerSlot> slots;
  private Crew crew;

  HandlerCrew(CrewStrategy strategy, CrewPlace place) {
    this.strategy = strategy;
    this.place = place;
    this.slots = place.handlers().stream().map(HandlerPlace::slot).toList();
  }

  @Override
  public List<HandlerSlot> slots() {
    return slots;
  }

  @Override
  public void start() {
    slots.forEach(HandlerSlot::prepare);
    crew = strategy.crew(place);
    crew.start();
  }

  @Override
  public void stop() {
    slots.forEach(HandlerSlot::wantStop);
    if (crew != null) {
      crew.stop();
    }
  }

  @Override
  public boolean isAlive() {
    return crew != null && crew.isAlive();
  }

  @Override
  public void end() {
    // its threads have no end but their own; halting the process ends them
  }
}
