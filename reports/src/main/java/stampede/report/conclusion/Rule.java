package stampede.report.conclusion;

import java.util.List;

/**
 * One rule by which conclusions follow from a run. A new one is a new file, added to the list in
 * {@link Conclusions}. Pure: the same run gives the same conclusions. A rule says nothing of what
 * the run has nothing to do with, and says why where the run was to show something and cannot.
 */
interface Rule {

  /** What follows, the most telling first. */
  List<Conclusion> conclusions(Grounds grounds);
}
