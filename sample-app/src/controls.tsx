import type { ReactNode } from 'react'
import { Pressable, StyleSheet, Text, TextInput, View } from 'react-native'
import type { TextInputProps } from 'react-native'

export const colours = {
  ink: '#1b1f24',
  faint: '#667085',
  line: '#d0d5dd',
  paper: '#ffffff',
  ground: '#f4f6f8',
  accent: '#0a66c2',
  alarm: '#b42318',
}

export function Button(props: {
  readonly id: string
  readonly title: string
  readonly onPress: () => void
  readonly disabled?: boolean
}) {
  return (
    <Pressable
      testID={props.id}
      accessibilityRole="button"
      disabled={props.disabled ?? false}
      onPress={props.onPress}
      style={({ pressed }) => [styles.button, (pressed || props.disabled) && styles.buttonPressed]}
    >
      <Text style={styles.buttonText}>{props.title}</Text>
    </Pressable>
  )
}

/** Something that is off until it is chosen. */
export function Choice(props: {
  readonly id: string
  readonly title: string
  readonly chosen: boolean
  readonly onChange: (chosen: boolean) => void
}) {
  return (
    <Pressable
      testID={props.id}
      accessibilityRole="checkbox"
      accessibilityState={{ checked: props.chosen }}
      onPress={() => {
        props.onChange(!props.chosen)
      }}
      style={styles.choice}
    >
      <Text style={styles.choiceText}>{`${props.chosen ? '☑' : '☐'} ${props.title}`}</Text>
    </Pressable>
  )
}

export function Field(props: TextInputProps & { readonly id: string }) {
  const { id, style, ...rest } = props
  return (
    <TextInput
      testID={id}
      autoCapitalize="none"
      autoCorrect={false}
      placeholderTextColor={colours.faint}
      style={[styles.field, style]}
      {...rest}
    />
  )
}

export function Header(props: {
  readonly title: string
  readonly titleId?: string
  readonly back?: { readonly id: string; readonly onPress: () => void }
  readonly children?: ReactNode
}) {
  return (
    <View style={styles.header}>
      {props.back ? (
        <Pressable testID={props.back.id} accessibilityRole="button" onPress={props.back.onPress} style={styles.back}>
          <Text style={styles.backText}>Back</Text>
        </Pressable>
      ) : null}
      <Text {...(props.titleId === undefined ? {} : { testID: props.titleId })} numberOfLines={1} style={styles.title}>
        {props.title}
      </Text>
      {props.children}
    </View>
  )
}

/** A name and a value; the id is on the value. */
export function Fact(props: { readonly id: string; readonly name: string; readonly value: string }) {
  return (
    <View style={styles.fact}>
      <Text style={styles.factName}>{props.name}</Text>
      <Text testID={props.id} style={styles.factValue}>
        {props.value}
      </Text>
    </View>
  )
}

const styles = StyleSheet.create({
  button: {
    backgroundColor: colours.accent,
    borderRadius: 6,
    paddingVertical: 10,
    paddingHorizontal: 14,
    alignItems: 'center',
    justifyContent: 'center',
  },
  buttonPressed: { opacity: 0.6 },
  buttonText: { color: colours.paper, fontSize: 15, fontWeight: '600' },
  choice: { paddingVertical: 8 },
  choiceText: { color: colours.faint, fontSize: 13 },
  field: {
    borderWidth: 1,
    borderColor: colours.line,
    borderRadius: 6,
    backgroundColor: colours.paper,
    color: colours.ink,
    fontSize: 15,
    paddingHorizontal: 10,
    paddingVertical: 8,
    minHeight: 42,
  },
  header: {
    flexDirection: 'row',
    alignItems: 'center',
    backgroundColor: colours.paper,
    borderBottomWidth: 1,
    borderBottomColor: colours.line,
    minHeight: 52,
    paddingHorizontal: 12,
    gap: 8,
  },
  back: { paddingVertical: 10, paddingRight: 12 },
  backText: { color: colours.accent, fontSize: 15 },
  title: { flex: 1, color: colours.ink, fontSize: 18, fontWeight: '600' },
  fact: { flexDirection: 'row', paddingVertical: 3, gap: 8 },
  factName: { width: 110, color: colours.faint, fontSize: 13 },
  factValue: { flex: 1, color: colours.ink, fontSize: 13 },
})
