package stampede.harness.mutant;

/** The one thing that is wrong with a mutant; it strikes once in so many requests. */
enum Defect {
  /** None: the unbroken twin, which must pass. */
  NONE,
  /** Services a request a second time, and records it. */
  SERVICES_TWICE,
  /** Answers a request that was never serviced. */
  LOSES,
  /** Records a service nobody asked for. */
  RECORDS_A_PHANTOM,
  /** Answers with the id of the request before. */
  ANSWERS_ANOTHERS,
  /** Answers, and answers again. */
  ANSWERS_TWICE,
  /** Accepts a connection and forgets it: its client sees the end of the stream. */
  FORGETS,
  /** Services and records a request, and says nothing. */
  SERVICES_SILENTLY
}
