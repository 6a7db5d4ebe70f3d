import { useState } from 'react'
import { Pressable, StyleSheet, Text, View } from 'react-native'
import { ids } from '../contract'
import { Button, colours, Field } from '../controls'
import { mistakeIn, toOfflinePushInfo } from '../offline-push-form'
import type { OfflinePushForm } from '../offline-push-form'
import { send } from '../session'

/** The line where a message is written. Its offline push has a page of its own, which closes when the message is sent. */
export function Composer(props: {
  readonly conversationID: string
  readonly offlinePush: OfflinePushForm
  readonly fieldsOpen: boolean
  readonly onFieldsOpen: (open: boolean) => void
}) {
  const { conversationID, offlinePush, fieldsOpen, onFieldsOpen } = props
  const [text, setText] = useState('')
  const mistake = mistakeIn(offlinePush)

  const submit = async () => {
    if (text === '' || mistake !== '') return
    onFieldsOpen(false)
    if (await send(conversationID, text, toOfflinePushInfo(offlinePush))) setText('')
  }
  return (
    <View style={styles.composer}>
      {mistake === '' ? null : <Text style={styles.mistake}>{mistake}</Text>}
      <Pressable
        testID={ids.chat.pushFields}
        accessibilityRole="button"
        accessibilityState={{ expanded: fieldsOpen }}
        onPress={() => {
          onFieldsOpen(!fieldsOpen)
        }}
      >
        <Text style={styles.toggle}>{fieldsOpen ? 'Hide offline push' : 'Offline push'}</Text>
      </Pressable>
      <View style={styles.row}>
        <Field
          id={ids.chat.input}
          style={styles.input}
          value={text}
          onChangeText={setText}
          placeholder="Message"
          multiline
        />
        <Button id={ids.chat.send} title="Send" onPress={() => void submit()} />
      </View>
    </View>
  )
}

const styles = StyleSheet.create({
  composer: { backgroundColor: colours.paper, borderTopWidth: 1, borderTopColor: colours.line, padding: 10, gap: 6 },
  toggle: { color: colours.accent, fontSize: 13, paddingVertical: 4 },
  mistake: { color: colours.alarm, fontSize: 13 },
  row: { flexDirection: 'row', gap: 8 },
  input: { flex: 1, maxHeight: 96 },
})
