/**
 * What the phone tells hosts it can do. Only what this daemon does: hosts fall back to older ways for the rest
 * (no `abb_exec`: install through `exec:cmd package`; no `sendrecv_v2`, `delayed_ack`: the classic sync and windows).
 * `ls_v2` came with Android 11.
 */
export function featuresOf(apiLevel: number): readonly string[] {
  return apiLevel >= 30 ? ['shell_v2', 'cmd', 'stat_v2', 'ls_v2', 'fixed_push_mkdir'] : ['shell_v2', 'cmd', 'stat_v2']
}
