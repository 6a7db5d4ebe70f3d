import { Pressable, StyleSheet, Text, View } from 'react-native'
import { ids } from '../contract'
import { colours } from '../controls'
import type { V2TIMReceiveMessageOpt } from '../react-native-tim-js'
import { setBlocked, setReceiveOption } from '../session'

/** In the order of V2TIMReceiveMessageOpt; a tap goes on to the next. */
const receiveOptions = ['Receive', 'Not receive', 'Receive, not notify', 'Notify @ only', 'Receive @ only'] as const

/** What the user wants of a conversation: whether the other one may write, and what he hears of it. */
export function ConversationChoices(props: {
  readonly conversationID: string
  readonly receiveOption: V2TIMReceiveMessageOpt
  readonly blocked: readonly string[]
}) {
  const { conversationID, receiveOption, blocked } = props
  const group = conversationID.startsWith('GROUP')
  const other = conversationID.replace(/^(C2C|GROUP)/, '')
  const isBlocked = blocked.includes(other)
  // The last two are for groups.
  const next = ((receiveOption + 1) % (group ? receiveOptions.length : 3)) as V2TIMReceiveMessageOpt
  return (
    <View style={styles.row}>
      <Pressable accessibilityRole="button" onPress={() => void setReceiveOption(conversationID, next)}>
        <Text testID={ids.chat.receiveOption} style={styles.choice}>
          {receiveOptions[receiveOption]}
        </Text>
      </Pressable>
      {group ? null : (
        <Pressable accessibilityRole="button" onPress={() => void setBlocked(other, !isBlocked)}>
          <Text testID={ids.chat.block} style={styles.choice}>
            {isBlocked ? 'Blocked' : 'Not blocked'}
          </Text>
        </Pressable>
      )}
    </View>
  )
}

const styles = StyleSheet.create({
  row: { flexDirection: 'row', gap: 20, paddingHorizontal: 12, backgroundColor: colours.paper },
  choice: { color: colours.accent, fontSize: 13, paddingVertical: 6 },
})
