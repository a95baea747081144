package stampede.cluster;

/** A run that ends because of one member; the message names it and says what was with it. */
public final class MemberException extends ClusterException {
  private static final long serialVersionUID = 1L;

  private final String member;

  MemberException(String member, String what) {
    super("agent " + member + " " + what);
    this.member = member;
  }

  /** Which member. */
  public String member() {
    return member;
  }
}
