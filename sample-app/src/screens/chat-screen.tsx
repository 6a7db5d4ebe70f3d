import { useRef, useState } from 'react'
import { ScrollView, StyleSheet, Text, View } from 'react-native'
import { ids } from '../contract'
import { colours, Header } from '../controls'
import { emptyOfflinePush } from '../offline-push-form'
import type { V2TimConversation, V2TimMessage } from '../react-native-tim-js'
import { show } from '../session'
import { Composer } from './composer'
import { ConversationChoices } from './conversation-choices'
import { OfflinePushFields } from './offline-push-fields'

export function ChatScreen(props: {
  readonly conversationID: string
  readonly pushExt: string | undefined
  readonly conversation: V2TimConversation | undefined
  readonly messages: readonly V2TimMessage[]
  readonly sendError: string
  readonly blocked: readonly string[]
}) {
  const messages = useRef<ScrollView>(null)
  const [offlinePush, setOfflinePush] = useState(emptyOfflinePush)
  const [fieldsOpen, setFieldsOpen] = useState(false)
  const back = () => {
    show('conversations')
  }
  return (
    <View testID={ids.chat.screen} style={styles.screen}>
      <Header
        title={props.conversation?.showName ?? props.conversationID.replace(/^(C2C|GROUP)/, '')}
        titleId={ids.chat.title}
        back={{ id: ids.chat.back, onPress: back }}
      >
        <Text testID={ids.chat.conversationId} style={styles.id}>
          {props.conversationID}
        </Text>
      </Header>
      <ConversationChoices
        conversationID={props.conversationID}
        receiveOption={props.conversation?.recvOpt ?? 0}
        blocked={props.blocked}
      />
      {props.pushExt === undefined ? null : (
        <Text testID={ids.chat.pushExt} numberOfLines={3} style={styles.ext}>
          {props.pushExt}
        </Text>
      )}
      {fieldsOpen ? (
        <OfflinePushFields form={offlinePush} onChange={setOfflinePush} />
      ) : (
        <ScrollView
          testID={ids.chat.messages}
          ref={messages}
          style={styles.messages}
          contentContainerStyle={styles.messageList}
          keyboardShouldPersistTaps="handled"
          onContentSizeChange={() => {
            messages.current?.scrollToEnd({ animated: false })
          }}
        >
          {props.messages.map((message) => (
            <View key={message.msgID} style={[styles.bubble, message.isSelf ? styles.own : styles.other]}>
              <Text testID={ids.chat.message} style={styles.text}>
                {textOf(message)}
              </Text>
            </View>
          ))}
        </ScrollView>
      )}
      {props.sendError === '' ? null : (
        <Text testID={ids.chat.sendError} style={styles.error}>
          {props.sendError}
        </Text>
      )}
      <Composer
        conversationID={props.conversationID}
        offlinePush={offlinePush}
        fieldsOpen={fieldsOpen}
        onFieldsOpen={setFieldsOpen}
      />
    </View>
  )
}

function textOf(message: V2TimMessage): string {
  return message.textElem?.text ?? message.customElem?.desc ?? '[message of another kind]'
}

const styles = StyleSheet.create({
  screen: { flex: 1 },
  id: { color: colours.faint, fontSize: 12, maxWidth: 160 },
  ext: { backgroundColor: '#fff8e6', color: colours.ink, fontSize: 12, paddingHorizontal: 12, paddingVertical: 6 },
  messages: { flex: 1 },
  messageList: { padding: 12, gap: 6 },
  bubble: { borderRadius: 8, paddingHorizontal: 10, paddingVertical: 7, maxWidth: '80%' },
  own: { alignSelf: 'flex-end', backgroundColor: '#d3e7fb' },
  other: { alignSelf: 'flex-start', backgroundColor: colours.paper },
  text: { color: colours.ink, fontSize: 15 },
  error: { color: colours.alarm, fontSize: 13, paddingHorizontal: 12, paddingVertical: 4 },
})
