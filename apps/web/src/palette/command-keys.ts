const isApple = () => /mac|iphone|ipad/i.test(navigator.platform);

/** The keys that open the palette, as this keyboard names them. */
export const commandKeys = (): string => (isApple() ? '⌘+K' : 'Ctrl+K');
