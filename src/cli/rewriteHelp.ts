/** What `rationale rewrite --help` says beside the options: the contract of the file of proposals. */
export const REWRITE_OUTPUT = `
Asks a model for rewrites of the responses that the filter holds for, and writes
them to a file of proposals; the dataset is only read. The key is taken from
ANTHROPIC_API_KEY, the server from ANTHROPIC_BASE_URL (a server on this machine
needs no key).

One line a record, in the order in which the outcomes come, of its last response
(the chosen one of a preference); blank lines are no records:
  {"id", "line", "state": "ready"|"failed"|"skipped", "why", "response",
   "strategy", "promptVersion", "passages": [id…], "requestHash", "text",
   "reasoning", "checks": [{"name", "verdict": "pass"|"warn"|"fail", "message",
   "spans", "part"}], "model", "usage": {"inputTokens", "outputTokens"},
   "cost", "answerId", "candidates": […]}

  id          the record's own, as text; null where it has none, where another record has
              the same, and of lines that cannot be read
  line        of the file, from 1; in a file that is no lines, the record's place
  why         of failed and skipped records: what happened, or that the filter does not
              hold, the line is no JSON or no chat, or there is no text to rewrite
  text        of the first candidate that is ready
  reasoning   where it was rewritten too (--segment)
  cost        US dollars by the API's figures; null where the price is not known; 0
              where an earlier line has the same request, which is asked once
  retryable   of failed records: whether --resume asks again
  candidates  state, text, checks, cost, … of each; with --candidates alone

What a run knows is in PROPOSALS.jsonl.state beside it, on disk before it counts:
after Ctrl-C, a crash or a cap, --resume goes on and pays no answer twice. It wants
the same dataset and the same options, but for --max-cost, --concurrency and --batch,
which may change, as may the key and the server. A run waits where the provider asks
for a pause, up to an hour; where it asks for more, the run ends and says so. With
--batch the requests go through the Message Batches API (half the price, within a
day; not for accounts with zero data retention); stop it and --resume later.
The cap counts the most that each request can cost before it is sent, and what
broke off as paid; it holds over all runs of the file.

Exit codes:
  0  every record has a line: ready, skipped, or failed (standard error counts them)
  1  records are left without one: stopped, the cap was reached, the key or the
     model was not accepted, nothing answers, or a batch is not collected yet
  2  could not run: wrong usage, a file that is missing or unreadable, or --out is
     there already and --resume was not given

Example:
  rationale rewrite cases.jsonl --out proposals.jsonl --max-cost 5
`;
