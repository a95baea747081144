/** Results as Markdown, for pull requests and the summaries of CI systems. */
package stampede.report.markdown;
