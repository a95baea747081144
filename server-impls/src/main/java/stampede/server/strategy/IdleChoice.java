package stampede.server.strategy;

import static stampede.linux.BpfCode.Comparison.AT_LEAST;
import static stampede.linux.BpfCode.Comparison.AT_MOST;
import static stampede.linux.BpfCode.Comparison.EQUAL;
import static stampede.linux.BpfCode.Comparison.GREATER;
import static stampede.linux.BpfCode.Comparison.NOT_EQUAL;
import static stampede.linux.BpfCode.Operation.ADD;
import static stampede.linux.BpfCode.Operation.MODULO;
import static stampede.linux.BpfCode.Operation.MULTIPLY;
import static stampede.linux.BpfCode.Operation.SHIFT_LEFT;
import static stampede.linux.BpfCode.Operation.SHIFT_RIGHT;
import static stampede.linux.BpfCode.Operation.SUBTRACT;
import static stampede.linux.BpfCode.Register.R0;
import static stampede.linux.BpfCode.Register.R1;
import static stampede.linux.BpfCode.Register.R10;
import static stampede.linux.BpfCode.Register.R2;
import static stampede.linux.BpfCode.Register.R3;
import static stampede.linux.BpfCode.Register.R4;
import static stampede.linux.BpfCode.Register.R5;
import static stampede.linux.BpfCode.Register.R6;
import static stampede.linux.BpfCode.Register.R7;
import static stampede.linux.BpfCode.Register.R8;
import static stampede.linux.BpfCode.Register.R9;

import java.util.function.Consumer;
import stampede.linux.BpfCode;
import stampede.linux.BpfCode.Function;
import stampede.linux.BpfCode.Label;
import stampede.linux.BpfProgram;
import stampede.linux.SharedMemory;
import stampede.linux.SocketArray;

/**
 * The program that gives a new connection to an available handler. It looks at the handlers in
 * turn, from a random one on:
 *
 * <ol>
 *   <li>the first that is available, if it can claim it;
 *   <li>else the first whose claim has lapsed: the connection it was claimed for never came, or it
 *       hangs;
 *   <li>else, all being busy, the one that the hash of the connection says.
 * </ol>
 *
 * <p>It looks at no more than {@link #SEARCHED} handlers, so that a SYN costs the kernel a few
 * microseconds at most.
 *
 * <p>Registers: R6 context, R7 memory, R8 now, R9 handlers there are, R5 where the turn begins, R2
 * how many were looked at, R3 the handler, R4 its word's place, R0 its word.
 */
final class IdleChoice {
  static final int SEARCHED = 256;

  private static final int PLACE_ON_STACK = -4;

  private final BpfCode code = new BpfCode();
  private final Label chosen = new Label();
  private final Label end = new Label();
  private final int most;

  private IdleChoice(int most) {
    this.most = most;
  }

  /**
   * The program.
   *
   * @param availability memory for {@code most} handlers
   * @param sockets theirs, by their numbers
   * @param claimNs how long a claim stands, below 2^31; 0 claims nothing, so that several SYNs may
   *     see the same handler available
   */
  static BpfCode of(SharedMemory availability, SocketArray sockets, int most, long claimNs) {
    IdleChoice choice = new IdleChoice(most);
    choice.begin(availability);
    if (claimNs == 0) {
      choice.search(choice::passUnlessAvailable);
    } else {
      choice.search(choice::claimIfAvailable);
      choice.search(next -> choice.claimIfLapsed(Math.toIntExact(claimNs), next));
    }
    choice.takeByHash();
    choice.select(sockets);
    return choice.code;
  }

  private void begin(SharedMemory availability) {
    code.set(R6, R1).loadAddress(R7, availability);
    code.call(Function.MONOTONIC_NS).set(R8, R0);
    code.call(Function.RANDOM).set(R5, R0);
  }

  /** {@code look} jumps to {@link #chosen} with a handler it takes, or goes on to the label. */
  private void search(Consumer<Label> look) {
    Label loop = new Label();
    Label next = new Label();
    Label over = new Label();
    loadCount();
    code.set(R2, 0).place(loop);
    code.jumpIf(AT_LEAST, R2, R9, over).jumpIf(AT_LEAST, R2, Math.min(SEARCHED, most), over);
    code.set(R3, R5).compute(ADD, R3, R2).compute(MODULO, R3, R9);
    // never so, but the verifier does not know what a remainder is
    code.jumpIf(AT_LEAST, R3, most, next);
    code.set(R4, R3).compute(SHIFT_LEFT, R4, Availability.WORD_SHIFT).compute(ADD, R4, R7);
    code.loadLong(R0, R4, Availability.WORDS_AT);
    look.accept(next);
    code.place(next).compute(ADD, R2, 1).jump(loop).place(over);
  }

  /**
   * Before each search anew: the verifier has learned from the last one where it ended, and would
   * go through the next one for every such number.
   */
  private void loadCount() {
    code.loadInt(R9, R7, Availability.COUNT_AT);
    code.jumpIf(EQUAL, R9, 0, end).jumpIf(GREATER, R9, most, end);
  }

  private void passUnlessAvailable(Label next) {
    code.jumpIf(NOT_EQUAL, R0, (int) Availability.AVAILABLE, next).jump(chosen);
  }

  private void claimIfAvailable(Label next) {
    code.jumpIf(NOT_EQUAL, R0, (int) Availability.AVAILABLE, next);
    claim();
  }

  private void claimIfLapsed(int claimNs, Label next) {
    // another CPU's claim may be younger than our now
    code.jumpIf(EQUAL, R0, (int) Availability.BUSY, next).jumpIf(GREATER, R0, R8, next);
    code.set(R1, R8).compute(SUBTRACT, R1, R0).jumpIf(AT_MOST, R1, claimNs, next);
    claim();
  }

  /** From the word seen to now; falls through when somebody else was there first. */
  private void claim() {
    code.set(R1, R0).compareAndExchangeLong(R4, Availability.WORDS_AT, R8);
    code.jumpIf(EQUAL, R0, R1, chosen);
  }

  /** handler = hash * handlers / 2^32, as the kernel would, but only of those there are. */
  private void takeByHash() {
    code.loadInt(R3, R6, BpfProgram.CONTEXT_HASH);
    code.compute(MULTIPLY, R3, R9).compute(SHIFT_RIGHT, R3, 32);
  }

  private void select(SocketArray sockets) {
    code.place(chosen).storeInt(R10, PLACE_ON_STACK, R3);
    code.set(R1, R6).loadArray(R2, sockets);
    code.set(R3, R10).compute(ADD, R3, PLACE_ON_STACK).set(R4, 0);
    code.call(Function.SELECT_SOCKET);
    code.place(end).set(R0, BpfProgram.PASS).exit();
  }
}
