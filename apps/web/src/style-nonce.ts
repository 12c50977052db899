/** The nonce that the content security policy of this very answer allows for style elements. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// Where the style elements of Mantine's scroll lock (react-remove-scroll) take theirs from.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
