/** Names of the values of the tags that these phones log, as event-log-tags has them: for `-v descriptive`. */
const fields: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    am_proc_start: 'User,PID,UID,Process Name,Type,Component',
    am_proc_bound: 'User,PID,Process Name',
    am_proc_died: 'User,PID,Process Name,OomAdj,ProcState',
    am_kill: 'User,PID,Process Name,OomAdj,Reason,Rss',
    am_crash: 'User,PID,Process Name,Flags,Exception,Message,File,Line',
    am_anr: 'User,pid,Package Name,Flags,reason',
    am_freeze: 'Pid,Process Name',
    am_unfreeze: 'Pid,Process Name',
    notification_enqueue: 'uid,pid,pkg,id,tag,userid,notification,status,app_provided',
    notification_cancel: 'uid,pid,pkg,id,tag,userid,required_flags,forbidden_flags,reason,listener',
    notification_cancel_all: 'uid,pid,pkg,userid,required_flags,forbidden_flags,reason,listener',
    notification_canceled: 'key,reason,lifespan,freshness,exposure,rank,count,listener',
    notification_clicked: 'key,lifespan,freshness,exposure,rank,count',
    notification_visibility: 'key,visibile,lifespan,freshness,exposure,rank',
    notification_alert: 'key,buzz,beep,blink,politeness,mute_reason',
    notification_panel_revealed: 'items',
    screen_toggled: 'screen_state',
    finish_activity: 'User,Token,Task ID,Component Name,Reason',
    create_task: 'User,Task ID,Root Task ID,Display Id',
    create_activity: 'User,Token,Task ID,Component Name,Action,MIME Type,URI,Flags',
    restart_activity: 'User,Token,Task ID,Component Name',
    pause_activity: 'User,Token,Component Name,User Leaving,Reason',
    stop_activity: 'User,Token,Component Name',
    destroy_activity: 'User,Token,Task ID,Component Name,Reason',
    set_resumed_activity: 'User,Component Name,Reason',
    activity_launch_time: 'User,Token,Component Name,time',
  }).map(([tag, names]) => [tag, names.split(',')]),
)

/** `[User=0,PID=123,...]`; an event whose tag is not described prints as without the adverb. */
export function describeEvent(tag: string, values: readonly (string | number | bigint)[], plain: string): string {
  const names = fields.get(tag) ?? fields.get(tag.replace(/^[aw]m_/, ''))
  if (names === undefined || values.length === 0) return plain
  const parts = values.map((value, index) => {
    const name = names[index]
    return name === undefined ? String(value) : `${name}=${value}`
  })
  return parts.length === 1 ? parts.join('') : `[${parts.join(',')}]`
}
