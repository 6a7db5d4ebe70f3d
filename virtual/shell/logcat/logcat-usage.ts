/** What `logcat --help` prints, in short. */
export const logcatUsage = `Usage: logcat [options] [filterspecs]

General options:
  -b, --buffer=<buffer>       Request alternate ring buffer(s): main, system, radio, events, crash, default or all.
  -L, --last                  Dump logs from prior to last reboot from pstore.
  -c, --clear                 Clear (flush) the entire log and exit.
  -d                          Dump the log and then exit (don't block).
  --pid=<pid>                 Only print logs from the given pid.
  --uid=<uids>                Only display log messages from UIDs in the comma-separated list.

Formatting:
  -v, --format=<format>       Sets log print format verb and adverbs, where <format> is one of:
                                brief long process raw tag thread threadtime time
                              and individually flagged modifying adverbs can be added:
                                color descriptive epoch monotonic printable uid usec UTC year zone
  -D, --dividers              Print dividers between each log buffer.
  -B, --binary                Output the log in binary.

Outfile files:
  -f, --file=<file>           Log to file instead of stdout.

Filtering:
  -s                          Set default filter to silent. Equivalent to filterspec '*:S'
  -e, --regex=<expr>          Only print lines where the log message matches <expr>.
  -m, --max-count=<count>     Exit after printing <count> lines.
  --print                     Print all messages even if they do not match, with --regex and --max-count.
  -t <count|time>             Print the most recent lines, or since a time (implies -d).
  -T <count|time>             The same without -d.

Sizes:
  -g, --buffer-size           Get the size of the ring buffers within logd.
  -G, --buffer-size=<size>    Set the size of a ring buffer in logd. May suffix with K or M.

filterspecs are a series of <tag>[:priority], where the priority is one of V D I W E F S.
`
