/** The commands of Stampede, and what stands behind them: experiments, the audit, observation. */
package stampede.harness;
