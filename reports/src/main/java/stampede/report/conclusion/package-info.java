/** What a run shows in words, by rules that never go beyond its figures. Pure. */
package stampede.report.conclusion;
