package stampede.harness;

/** The version of this build, as its jar says; "development" when it runs from class folders. */
public final class Version {
  private Version() {}

  /** The version as text. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
